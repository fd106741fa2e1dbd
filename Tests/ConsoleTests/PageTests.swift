import Testing

@testable import Commands
@testable import Console

@Suite struct PageTests {
  static let hostile = #"<script>alert(1)</script>"'&<img src=x onerror=alert(2)>"#

  @Test func whatCitizensWriteIsOnlyRead() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1", text: Self.hostile, words: Self.hostile)
      try await console.deadLetter(1, message: Self.hostile)
      for path in ["/", "/?lang=en", "/cases/\(number)", "/cases/\(number)?lang=en"] {
        let answer = try await console.send("GET", path)
        #expect(answer.status == 200)
        #expect(answer.response["Content-Type"] == "text/html; charset=utf-8")
        #expect(!answer.text.contains("<script>"))
        #expect(!answer.text.contains("<img"))
        #expect(!answer.text.contains("清城区<b>"))
        #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
      }
    }
  }

  @Test(arguments: [
    ("<", "&lt;"), ("&lt;", "&amp;lt;"), ("a\u{202E}b", "a\u{FFFD}b"), ("\u{0}\u{1B}", "\u{FFFD}\u{FFFD}"),
    ("行\n\t", "行\n\t"), ("👨‍👩‍👧", "👨‍👩‍👧"),
  ])
  func textIsEscaped(_ plain: String, _ escaped: String) {
    #expect(Markup(escaping: plain).text == escaped)
    let interpolated: Markup = "<p>\(plain)</p>"
    #expect(interpolated.text == "<p>\(escaped)</p>")
  }

  @Test func thePolicyAllowsOnlyOurOwnFiles() async throws {
    try await withConsole { console async throws in
      let page = try await console.send("GET", "/")
      let policy = try #require(page.response["Content-Security-Policy"])
      #expect(policy.hasPrefix("default-src 'none'"))
      #expect(!policy.contains("unsafe") && !policy.contains("http"))
      #expect(!page.text.contains(" style=") && !page.text.contains("<style") && !page.text.contains(" onclick"))
      #expect(!page.text.contains("http://") && !page.text.contains("https://"))
    }
  }

  @Test(arguments: [
    ("/assets/page.css", "text/css; charset=utf-8"), ("/assets/page.js", "text/javascript; charset=utf-8"),
    ("/assets/icon.svg", "image/svg+xml"),
  ])
  func assetsAreServedWithValidators(_ path: String, _ type: String) async throws {
    try await withConsole { console async throws in
      let asset = try await console.send("GET", path)
      #expect(asset.status == 200)
      #expect(asset.response["Content-Type"] == type)
      #expect(asset.response["ETag"] != nil)
    }
  }

  @Test func theFirstPageHasTheNumbersWithoutAScript() async throws {
    try await withConsole { console async throws in
      for id in 1...3 { _ = try await console.open(String(id)) }
      var page = ""
      while !page.contains("<dd id=\"n-registered\">3</dd>") { page = try await console.send("GET", "/").text }
      #expect(page.contains("<html lang=\"zh-CN\">"))
      #expect(page.contains("热线工单"))
      #expect(page.contains("待分流 2"))
      let english = try await console.send("GET", "/?lang=en").text
      #expect(english.contains("<html lang=\"en\">"))
      #expect(english.contains("work orders"))
      #expect(try await console.send("GET", "/?lang=fr").status == 400)
    }
  }

  @Test func pagesOfOtherSitesAreKeptOut() async throws {
    try await withConsole { console async throws in
      let foreign = try await console.client.send(.init("GET", "/", headers: [("Host", "evil.example")]))
      #expect(foreign.response.status == 403)
      let forged = try await console.client.send(
        .init(
          "POST", "/v1/dead-letters/1/discard",
          headers: [("Origin", "http://evil.example"), ("Content-Type", "application/json")], body: .bytes([])))
      #expect(forged.response.status == 403)
    }
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
  func thousandsStandApart(_ number: Int64, _ text: String) {
    #expect(HomePage.grouped(number) == text)
  }
}
