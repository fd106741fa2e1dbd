import Foundation
import HTTPServer
import Logging
import ServiceLifecycle
import Testing
import Threading

/// The end of a server.
@Suite struct DrainTests {
  @Test func answersWhatIsUnderWay() async throws {
    let gate = Gate()
    let streams = Lock(0)
    try await withServer { router in
      router.post("/wait") { _, _ in
        await gate.wait()
        return .text("done")
      }
      router.get("/events") { _, _ in
        .events { events in
          try await events.send(ServerSentEvent(data: "first"))
          streams.withLock { $0 += 1 }
          try await Task.sleep(for: .seconds(600))
        }
      }
      router.get("/export") { _, _ in
        .stream(contentType: "text/plain") { writer in
          try await writer.write("begin ")
          await gate.wait()
          try await writer.write("end")
        }
      }
    } _: { server, address in
      let idle = try await onThread {
        let client = try RawClient(address)
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        return Held(client, client.receiveAnswer()?.text)
      }
      let posts = (0..<10).map { _ in
        Task { try await exchange(address, "POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx") }
      }
      let events = (0..<10).map { _ in Task { try await exchange(address, "GET /events HTTP/1.1\r\nHost: a\r\n\r\n") } }
      let exports = (0..<10).map { _ in Task { try await exchange(address, "GET /export HTTP/1.1\r\nHost: a\r\n\r\n") }
      }
      let upload = try await onThread {
        let client = try RawClient(address)
        client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n")
        client.send([UInt8](repeating: 1, count: 100_000))
        return Held(client, nil)
      }
      await eventually { gate.waiting == 20 && streams.withLock { $0 } == 10 }
      async let drained: Void = server.drain()
      await eventually { server.isDraining }
      // Nobody new is let in, those within are finished.
      await eventually { await (try? onThread { _ = try RawClient(address) }) == nil }
      for event in events {
        let text = try await event.value
        #expect(text?.contains("data: first\n\n") == true)
        #expect(text?.hasSuffix("0\r\n\r\n") == true, "an endless stream has its proper end")
      }
      gate.open()
      for post in posts {
        let text = try await post.value
        #expect(text?.hasSuffix("done") == true)
        #expect(text?.contains("Connection: close\r\n") == true)
      }
      for export in exports {
        let text = try await export.value
        #expect(text?.hasSuffix("3\r\nend\r\n0\r\n\r\n") == true)
      }
      let counted = try await onThread {
        upload.client.send([UInt8](repeating: 1, count: 100_000))
        return upload.client.receiveAll()
      }
      #expect(counted?.hasSuffix("200000") == true)
      await drained
      #expect(server.connectionCount == 0)
      #expect(server.addresses.isEmpty)
      let rest = try await onThread { idle.client.receiveAll() }
      #expect(rest == "")
      #expect(idle.text == "hello")
    }
  }

  @Test func whatDoesNotEndIsCut() async throws {
    let gate = Gate()
    try await withServer(.test { $0.drainDeadline = .milliseconds(300) }) { router in
      router.get("/cancelled") { _, _ in
        await gate.wait()
        return .text("cancelled")
      }
      // Deaf to cancellation.
      router.get("/deaf") { _, _ in
        await withCheckedContinuation { continuation in
          DispatchQueue.global().asyncAfter(deadline: .now() + 4) { continuation.resume() }
        }
        return .text("late")
      }
      router.get("/deaf-stream") { _, _ in
        .stream(contentType: "text/plain") { writer in
          try await writer.write("begin")
          await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + 4) { continuation.resume() }
          }
          try await writer.write("late")
        }
      }
      router.post("/unread") { _, _ in
        await gate.wait()
        return .text("")
      }
    } _: { server, address in
      let cancelled = Task { try await exchange(address, "GET /cancelled HTTP/1.1\r\nHost: a\r\n\r\n") }
      let cut = ["GET /deaf", "GET /deaf-stream"].map { line in
        Task { try await exchange(address, "\(line) HTTP/1.1\r\nHost: a\r\n\r\n") }
      }
      let unread = Task {
        try await exchange(
          address,
          Array("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n".utf8)
            + [UInt8](repeating: 1, count: 1_000_000))
      }
      await eventually { server.requestsInFlight >= 3 && gate.waiting == 2 && server.connectionCount == 4 }
      await server.drain()
      #expect(server.connectionCount == 0)
      let text = try await cancelled.value
      #expect(text?.hasSuffix("cancelled") == true)
      for task in cut {
        let text = try await task.value
        #expect(text?.contains("late") != true)
      }
      _ = try await unread.value
    }
  }

  /// Requests that begin while the transport ends must not be suspended: the library would abort the process.
  @Test func endsUnderFire() async throws {
    for round in 0..<15 {
      try await withServer(.test { $0.drainDeadline = .milliseconds(round) }) { router in
        router.post("/tick") { request, _ in
          try await Task.sleep(for: .milliseconds(1))
          return .text(String(try await request.body.collect(upTo: 1 << 20).count))
        }
      } _: { server, address in
        let answered = Lock(0)
        let clients = (0..<8).map { number in
          Task {
            try await onThread {
              // One that comes late finds nobody.
              guard let client = try? RawClient(address) else { return }
              let body = number % 2 == 0 ? [UInt8(1)] : [UInt8](repeating: 1, count: 50_000)
              while client.send(
                Array("POST /tick HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body),
                client.receiveAnswer() != nil
              {
                answered.withLock { $0 += 1 }
              }
            }
          }
        }
        await eventually { answered.withLock { $0 } > 20 }
        await server.drain()
        for client in clients { try await client.value }
        #expect(server.connectionCount == 0)
      }
    }
  }

  @Test func isAService() async throws {
    let server = HTTPServer(.test, handler: Router())
    let addresses = try await server.start()
    let address = try #require(addresses.first)
    let group = ServiceGroup(services: [server], logger: .init(label: "test"))
    let running = Task { try await group.run() }
    let answer = try await exchange(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(answer?.hasPrefix("HTTP/1.1 404 ") == true)
    await group.triggerGracefulShutdown()
    try await running.value
    #expect(server.isDraining)
    await #expect(throws: RawClient.Failure.self) { try await onThread { _ = try RawClient(address) } }
  }

  @Test func aCancelledServerDrainsToo() async throws {
    let server = HTTPServer(.test, handler: Router())
    let addresses = try await server.start()
    let address = try #require(addresses.first)
    let running = Task { try await server.run() }
    _ = try await exchange(address, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    running.cancel()
    try await running.value
    #expect(server.addresses.isEmpty)
  }

  @Test func manyServersLeaveNothingBehind() async throws {
    let before = openDescriptors()
    for _ in 0..<20 {
      try await withServer { _, address in
        let answer = try await exchange(address, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(answer?.hasSuffix("hello") == true)
      }
    }
    // Other tests of this process open some of their own.
    await eventually { openDescriptors() < before + 60 }
  }

  /// Carries a client from one thread to another.
  struct Held: @unchecked Sendable {
    // Sendable without the compiler's proof: it is used on one thread at a time.
    let client: RawClient
    let text: String?

    init(_ client: RawClient, _ text: String?) {
      self.client = client
      self.text = text
    }
  }
}
