import Casework
import Formats
import HTTPServer
import Testing

@testable import Commands
@testable import Console

@Suite struct FlowTests {
  @Test func theFlowIsCounted() async throws {
    try await withConsole { console async throws in
      _ = try await console.open("1")
      _ = try await console.open("2", route: .supervision)
      try await console.deadLetter(9)
      // What was asked before may be a second old.
      var flow = JSONValue.null
      while flow["registered"]?.integer != 2 || flow["dead_letters_waiting"]?.integer != 1 {
        flow = try JSONValue(parsing: try await console.send("GET", "/v1/flow").text)
      }
      #expect(flow["waiting"]?["handlers"]?.integer == 3)
      #expect(flow["kinds"]?[0]?["registered"]?.integer == 2)
      let sealed = flow["dockets"]?.elements?.first { $0["docket"]?.string == "supervision" }
      #expect(sealed?["awaiting_confirmation"]?.integer == 1)
      #expect(try await console.send("GET", "/v1/flow?x=1").status == 400)
    }
  }

  @Test func viewersAreToldOfChanges() async throws {
    try await withConsole { console async throws in
      let first = Task { try await Self.watch(console, until: 1) }
      let second = Task { try await Self.watch(console, until: 1) }
      _ = try await console.open("1")
      #expect(try await first.value == 1)
      #expect(try await second.value == 1)
    }
  }

  /// Reads the stream until so many are registered.
  private static func watch(_ console: ConsoleFixture, until wanted: Int64) async throws -> Int64 {
    let client = HTTPClient(.url(try #require(console.server.addresses.first).description))
    defer { client.close() }
    return try await client.send(HTTPClientRequest("GET", "/v1/flow/events")) { response, body in
      #expect(response["Content-Type"] == "text/event-stream")
      var pending = ""
      for try await chunk in body {
        pending += String(decoding: chunk, as: UTF8.self)
        let lines = pending.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.dropLast() where line.hasPrefix("data: ") {
          let flow = try JSONValue(parsing: String(line.dropFirst(6)))
          if let registered = flow["registered"]?.integer, registered >= wanted { return registered }
        }
        pending = String(lines.last ?? "")
      }
      return -1
    }
  }

  @Test func aDrainEndsTheStreams() async throws {
    try await withConsole { console async throws in
      let client = HTTPClient(.url(try #require(console.server.addresses.first).description))
      defer { client.close() }
      try await client.send(HTTPClientRequest("GET", "/v1/flow/events")) { _, body in
        var chunks = body.makeAsyncIterator()
        _ = try await chunks.next()
        async let drained: Void = console.server.drain()
        // Cut or closed: it ends.
        do { while try await chunks.next() != nil {} } catch is HTTPClientError {}
        await drained
      }
    }
  }

  @Test func intervalsMoveOnWithTheClock() {
    var recent = FlowRecent()
    recent.note(registered: 100, settled: 90, at: 1_000_000)
    #expect(recent.registered.allSatisfy { $0 == 0 })
    recent.note(registered: 103, settled: 91, at: 1_001_000)
    #expect(recent.registered.last == 3 && recent.settled.last == 1)
    recent.note(registered: 104, settled: 104, at: 1_020_000)
    #expect(Array(recent.registered.suffix(3)) == [3, 0, 1])
    #expect(Array(recent.settled.suffix(3)) == [1, 0, 13])
    recent.note(registered: 104, settled: 104, at: 1_015_000)
    #expect(recent.registered.last == 1, "a clock set back moves nothing")
    recent.note(registered: 105, settled: 105, at: 9_000_000)
    #expect(recent.registered == [Int64](repeating: 0, count: FlowRecent.count - 1) + [1])
  }
}
