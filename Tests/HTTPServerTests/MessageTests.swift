import HTTPServer
import Testing

/// The values that requests and answers are made of.
@Suite struct MessageTests {
  @Test(
    arguments: [
      ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("/a//b", ["a", "", "b"]), ("/a%2Fb/c", ["a/b", "c"]),
      ("/%E5%88%86%e6%b5%81", ["分流"]), ("/分流", ["分流"]), ("*", ["*"]), ("http://h", []), ("HTTPS://h:1/x?y", ["x"]),
      ("http://h?q", []), ("/a+b", ["a+b"]), ("/...", ["..."]),
    ] as [(String, [String])])
  func readsPaths(_ target: String, _ segments: [String]) throws {
    #expect(try RequestTarget(parsing: Array(target.utf8)).segments == segments)
  }

  @Test(
    arguments: [
      ("", .form), ("a", .form), ("?a", .form), ("**", .form), ("http://", .form), ("http:///a", .form),
      ("ftp://h/a", .form), ("/ ", .character), ("/\t", .character), ("/#a", .character), ("/\u{7f}", .character),
      ("/%", .percentEncoding), ("/%4", .percentEncoding), ("/%4g", .percentEncoding), ("/a?b=%", .percentEncoding),
      ("/%00", .controlCharacter), ("/%0a", .controlCharacter), ("/%7f", .controlCharacter),
      ("/?%00", .controlCharacter),
      ("/%ff", .encoding), ("/?a=%c0%80", .encoding), ("/.", .dotSegment), ("/a/..", .dotSegment),
      ("/%2E%2e/a", .dotSegment),
    ] as [(String, RequestTarget.Fault)])
  func refusesTargets(_ target: String, _ fault: RequestTarget.Fault) {
    #expect(throws: fault) { try RequestTarget(parsing: Array(target.utf8)) }
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: RequestTarget.Fault.encoding) { try RequestTarget(parsing: [0x2f, 0xff]) }
    #expect(throws: RequestTarget.Fault.encoding) { try RequestTarget(parsing: [0x2f, 0x3f, 0xe5, 0x88]) }
  }

  @Test func readsQueries() throws {
    let target = try RequestTarget(parsing: Array("/x?a=1&b&c=%E5%88%86+%2B&=d&a=2&&e==f%0A".utf8))
    #expect(
      target.query == [
        .init(name: "a", value: "1"), .init(name: "b", value: ""), .init(name: "c", value: "分 +"),
        .init(name: "", value: "d"), .init(name: "a", value: "2"), .init(name: "e", value: "=f\n"),
      ])
    #expect(target.query("a") == "1")
    #expect(target.query("z") == nil)
    #expect(target.rawPath == "/x")
  }

  /// Any bytes at all are either read or refused.
  @Test func readsOrRefusesAnything() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("/%?&=+#.* 0aF\u{e5}\u{88}".utf8) + [0, 0xff, 0x80, 0x0d, 0x0a]
    var read = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      guard let target = try? RequestTarget(parsing: [0x2f] + bytes) else { continue }
      read += 1
      #expect(!target.segments.contains { $0 == ".." || $0.utf8.contains(0) })
    }
    #expect(read > 100)
  }

  @Test func headersKnowNoCase() {
    var headers: HTTPHeaders = ["A": "1", "b": "2"]
    headers.add("a", "3, X ,,y")
    #expect(headers["a"] == "1")
    #expect(headers.values("A") == ["1", "3, X ,,y"])
    #expect(headers.tokens("a") == ["1", "3", "x", "y"])
    headers["B"] = nil
    #expect(headers.count(of: "b") == 0)
    headers["A"] = "4"
    #expect(headers.fields == [.init(name: "A", value: "4")])
  }

  @Test func eventsCannotBreakTheirFormat() {
    let event = ServerSentEvent(data: "a\nb\r\nc\rd", event: "x\ndata: y", id: "1\r\n2\0", retry: 5)
    #expect(
      String(decoding: event.encoded, as: UTF8.self)
        == "event: xdata: y\nid: 12\nretry: 5\ndata: a\ndata: b\ndata: c\ndata: d\n\n")
    #expect(String(decoding: ServerSentEvent(data: "").encoded, as: UTF8.self) == "data: \n\n")
  }

  @Test func assetsAreSentOnce() throws {
    let asset = StaticAsset(Array("body".utf8), contentType: "text/css")
    func answer(_ tag: String?) throws -> HTTPResponse {
      let headers: HTTPHeaders = tag.map { ["If-None-Match": $0] } ?? [:]
      let target = try RequestTarget(parsing: Array("/a".utf8))
      return asset.response(to: HTTPRequest(head: RequestHead(method: .get, target: target, headers: headers)))
    }
    let first = try answer(nil)
    #expect(first.status == .ok)
    #expect(first.headers["Content-Type"] == "text/css")
    let tag = try #require(first.headers["ETag"])
    for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
      let again = try answer(known)
      #expect(again.status == .notModified)
      #expect(again.headers["ETag"] == tag)
    }
    #expect(try answer("\"x\"").status == .ok)
    #expect(StaticAsset(Array("bodx".utf8), contentType: "text/css").entityTag != tag)
  }

  @Test func statusesKnowWhatTheyAre() {
    #expect(HTTPStatus.notFound.classLabel == "4xx")
    #expect(!HTTPStatus.noContent.allowsBody && !HTTPStatus.notModified.allowsBody && HTTPStatus.ok.allowsBody)
    #expect(HTTPStatus(599).title == "")
    #expect(!String(decoding: ProblemDetails(HTTPStatus(599)).encoded, as: UTF8.self).contains("title"))
  }
}
