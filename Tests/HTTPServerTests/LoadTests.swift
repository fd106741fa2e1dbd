import Foundation
import HTTPServer
import Testing
import Threading

/// Everything at once, with clients that break off.
@Suite struct LoadTests {
  struct Outcome: Sendable {
    var good = 0
    var bad: [String] = []
  }

  @Test func mixedLoadWithAbruptDisconnects() async throws {
    try await withServer(.test { $0.idleTimeout = .seconds(30) }) { router in
      router.get("/events") { _, _ in
        .events { events in
          for number in 0..<1_000_000 { try await events.send(ServerSentEvent(data: "tick", id: String(number))) }
        }
      }
      router.get("/big") { _, _ in
        .stream(contentType: "application/octet-stream") { writer in
          for _ in 0..<50 { try await writer.write([UInt8](repeating: 0x42, count: 20_000)) }
        }
      }
    } _: { server, address in
      let before = openDescriptors()
      let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
        for worker in 0..<16 {
          group.addTask { try await onThread { try Self.work(UInt64(worker), address) } }
        }
        return try await group.reduce(into: [Outcome]()) { $0.append($1) }
      }
      #expect(outcomes.flatMap(\.bad) == [])
      #expect(outcomes.map(\.good).reduce(0, +) > 10)
      await eventually { server.connectionCount == 0 && server.requestsInFlight == 0 }
      await eventually { openDescriptors() <= before + 60 }
    }
  }

  private static func work(_ seed: UInt64, _ address: ListenAddress) throws -> Outcome {
    var generator = SeededGenerator(seed: seed)
    var outcome = Outcome()
    let deadline = ContinuousClock.now + .seconds(3)
    var client = try RawClient(address)
    while ContinuousClock.now < deadline {
      let body = Self.body(&generator)
      let breaksOff = Int.random(in: 0..<5, using: &generator) == 0
      let what: String
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1:
        what = "length"
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
        client.send(breaksOff ? Array(body.prefix(body.count / 2)) : body)
      case 2, 3:
        what = "chunked"
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: breaksOff ? body.count / 2 : body.count, by: 30_000) {
          client.send(BodyTests.chunk(Array(body[start..<min(start + 30_000, body.count)])))
        }
        if !breaksOff { client.send("0\r\n\r\n") }
      case 4:
        what = "big"
        client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
      default:
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = client.receive()
        if Bool.random(using: &generator) { client.reset() }
        client = try RawClient(address)
        continue
      }
      if breaksOff {
        if Bool.random(using: &generator) { client.reset() }
        client = try RawClient(address)
        continue
      }
      let answer = client.receiveAnswer()
      let expected = what == "big" ? [UInt8](repeating: 0x42, count: 1_000_000) : body
      if answer?.status == 200 && answer?.body == expected {
        outcome.good += 1
      } else {
        outcome.bad.append("seed \(seed), \(what), \(body.count) bytes: \(answer.map { String($0.status) } ?? "none")")
        client = try RawClient(address)
      }
    }
    return outcome
  }

  private static func body(_ generator: inout SeededGenerator) -> [UInt8] {
    let size = [0, 10, 750, 40_000, 300_000].randomElement(using: &generator) ?? 0
    let first = UInt8.random(in: 0...255, using: &generator)
    return pattern(size, seed: first)
  }
}
