import Formats
import Testing

@testable import Console

@Suite struct DeadLetterTests {
  @Test func aLetterIsSettledOnceWithAReason() async throws {
    try await withConsole { console async throws in
      for offset in 0..<3 { try await console.deadLetter(Int64(offset)) }
      let list = try JSONValue(parsing: try await console.send("GET", "/v1/dead-letters").text)
      let ids = (list["dead_letters"]?.elements ?? []).compactMap { $0["id"]?.integer }
      #expect(ids.count == 3)
      let id = try #require(ids.first)
      #expect(try await console.send("POST", "/v1/dead-letters/\(id)/discard", #"{"actor":"李"}"#).status == 400)
      let command = #"{"actor":"李","reason":"测试数据"}"#
      let done = try await console.send("POST", "/v1/dead-letters/\(id)/discard", command)
      #expect(done.status == 200)
      #expect(try JSONValue(parsing: done.text)["status"]?.string == "discarded")
      #expect(try await console.send("POST", "/v1/dead-letters/\(id)/replay", command).status == 409)
      let replayed = try await console.send("POST", "/v1/dead-letters/\(ids[1])/replay", command)
      #expect(try JSONValue(parsing: replayed.text)["status"]?.string == "replayed")
      for (query, count) in [("", 1), ("?status=discarded", 1), ("?status=replayed&limit=1", 1)] {
        let some = try JSONValue(parsing: try await console.send("GET", "/v1/dead-letters\(query)").text)
        #expect(some["dead_letters"]?.elements?.count == count)
      }
      #expect(try await console.send("GET", "/v1/dead-letters?status=lost").status == 400)
    }
  }

  @Test func theRecordItselfIsNotShown() async throws {
    try await withConsole { console async throws in
      try await console.deadLetter(5)
      for path in ["/", "/v1/dead-letters", "/v1/dead-letters/1"] {
        #expect(try await console.send("GET", path).text.contains("秘密") == false)
      }
    }
  }

  @Test func tooLongAReasonIsRefused() async throws {
    try await withConsole { console async throws in
      try await console.deadLetter(0)
      let body = #"{"actor":"李","reason":"\#(String(repeating: "长", count: 4_001))"}"#
      let answer = try await console.send("POST", "/v1/dead-letters/1/discard", body)
      #expect(answer.status == 400)
      #expect(answer.text.contains("/reason"))
    }
  }
}
