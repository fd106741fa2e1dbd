import Casebook
import Formats
import Testing
import Threading

@testable import Commands
@testable import Console

@Suite struct SubmissionTests {
  static func matter(_ id: String, _ text: String = "路灯不亮") -> String {
    """
    {"kind":"hotline","source":"t","external_id":"\(id)","received_at":"2026-11-23T08:00:00+08:00",\
    "text":"\(text)","caller":{"disclosure":"anonymous"}}
    """
  }

  @Test func oneIsCreatedThenRepeatedThenInConflict() async throws {
    try await withConsole { console async throws in
      let first = try await console.send("POST", "/v1/submissions", Self.matter("1"))
      #expect(first.status == 201)
      let number = try JSONValue(parsing: first.text)["number"]?.string
      #expect(number?.hasPrefix("QY20261123-") == true)
      let again = try await console.send("POST", "/v1/submissions", Self.matter("1"))
      #expect(again.status == 200)
      #expect(try JSONValue(parsing: again.text)["number"]?.string == number)
      let other = try await console.send("POST", "/v1/submissions", Self.matter("1", "另一件事"))
      #expect(other.status == 409)
      #expect(other.response["Content-Type"] == "application/problem+json")
    }
  }

  @Test func aBatchAnswersLineByLineInOrder() async throws {
    try await withConsole { console async throws in
      let lines = [
        Self.matter("1"), "{broken", Self.matter("1"), Self.matter("1", "不同的内容"), Self.matter("2"),
        Self.matter("3", ""),
      ]
      let answer = try await console.send(
        "POST", "/v1/submissions", lines.joined(separator: "\n"), type: "application/x-ndjson")
      #expect(answer.status == 200)
      let results = try answer.text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
      #expect(results.map { $0["line"]?.integer } == [1, 2, 3, 4, 5, 6])
      #expect(
        results.map { $0["result"]?.string } == [
          "accepted", "rejected", "repeated", "conflict", "accepted", "rejected",
        ])
    }
  }

  @Test func largeBatchesKeepEveryResult() async throws {
    try await withConsole { console async throws in
      let lines = (0..<6_000).map { Self.matter(String($0)) }.joined(separator: "\n")
      let answer = try await console.send("POST", "/v1/submissions", lines, type: "application/jsonl")
      let results = answer.text.split(separator: "\n")
      #expect(results.count == 6_000)
      #expect(results.allSatisfy { $0.contains("\"accepted\"") })
      #expect(try JSONValue(parsing: String(try #require(results.last)))["line"]?.integer == 6_000)
    }
  }

  @Test(arguments: [
    (body: "{broken", type: "application/json", status: 400),
    (body: "[]", type: "application/json", status: 400),
    (body: "{}", type: "text/plain", status: 415),
    (body: String(repeating: "x", count: 2 << 20), type: "application/json", status: 413),
    (body: String(repeating: "x\n", count: 3 << 20), type: "application/x-ndjson", status: 413),
  ])
  func whatCannotBeReadIsRefused(_ sent: (body: String, type: String, status: Int)) async throws {
    try await withConsole { console async throws in
      let answer = try await console.send("POST", "/v1/submissions", sent.body, type: sent.type)
      #expect(answer.status == sent.status)
      #expect(answer.response["Content-Type"] == "application/problem+json")
      #expect(try JSONValue(parsing: answer.text)["status"]?.integer == Int64(sent.status))
    }
  }

  @Test(arguments: [(CasebookError.overloaded, 429), (.unavailable("disk full"), 503)])
  func aDeskThatCannotSaysWhenToComeAgain(_ failure: CasebookError, _ status: Int) async throws {
    try await withConsole { console async throws in
      console.desk.failure.withLock { $0 = failure }
      for (body, type) in [(Self.matter("1"), "application/json"), (Self.matter("1"), "application/x-ndjson")] {
        let answer = try await console.send("POST", "/v1/submissions", body, type: type)
        #expect(answer.status == status)
        #expect(answer.response["Retry-After"] != nil)
      }
      console.desk.failure.withLock { $0 = nil }
      #expect(try await console.send("POST", "/v1/submissions", Self.matter("1")).status == 201)
    }
  }

  @Test func aServiceThatEndsTakesNothing() async throws {
    try await withConsole { console async throws in
      #expect(try await console.send("GET", "/readyz").status == 200)
      console.isReady.withLock { $0 = false }
      #expect(try await console.send("GET", "/readyz").status == 503)
      #expect(try await console.send("GET", "/healthz").status == 200)
      #expect(try await console.send("POST", "/v1/submissions", Self.matter("1")).status == 503)
      #expect(try await console.casebook.flowCounts().registered == 0)
    }
  }

  @Test func theKindInTheQueryIsChecked() async throws {
    try await withConsole { console async throws in
      #expect(try await console.send("POST", "/v1/submissions?kind=gossip", Self.matter("1")).status == 400)
    }
  }
}
