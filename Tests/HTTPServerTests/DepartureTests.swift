import Foundation
import HTTPServer
import Testing
import Threading

/// Clients that leave, trickle or say nothing.
@Suite struct DepartureTests {
  @Test func cancelsTheHandlerOfAClientThatLeft() async throws {
    let gate = Gate()
    let cancelled = Lock(0)
    try await withServer { router in
      router.post("/wait") { _, _ in
        if await !gate.wait() { cancelled.withLock { $0 += 1 } }
        return .text("")
      }
    } _: { server, address in
      let count = 40
      try await onThread {
        let clients = try (0..<count).map { _ in try RawClient(address) }
        for client in clients { client.send("POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx") }
        while gate.waiting < count { usleep(1_000) }
        for client in clients.prefix(10) { client.reset() }
      }
      await eventually { cancelled.withLock { $0 } == count }
      await eventually { server.connectionCount == 0 && server.requestsInFlight == 0 }
    }
  }

  @Test func endsTheStreamsOfClientsThatLeft() async throws {
    let open = Lock(0)
    let began = Lock(0)
    try await withServer { router in
      router.get("/events") { request, _ in
        let talks = request.query("talks") == "1"
        return .events { events in
          open.withLock { $0 += 1 }
          began.withLock { $0 += 1 }
          defer { open.withLock { $0 -= 1 } }
          while true {
            if talks { try await events.send(ServerSentEvent(data: "tick")) }
            try await Task.sleep(for: .milliseconds(talks ? 10 : 60_000))
          }
        }
      }
    } _: { server, address in
      try await onThread {
        let clients = try (0..<60).map { _ in try RawClient(address) }
        for (index, client) in clients.enumerated() {
          client.send("GET /events?talks=\(index % 2) HTTP/1.1\r\nHost: a\r\n\r\n")
        }
        while began.withLock({ $0 }) < clients.count { usleep(1_000) }
        for (index, client) in clients.enumerated() where index % 2 == 1 { _ = client.receive() }
        for client in clients.prefix(20) { client.reset() }
      }
      await eventually { open.withLock { $0 } == 0 }
      await eventually { server.connectionCount == 0 }
    }
  }

  @Test func idleConnectionsAreClosed() async throws {
    try await withServer(.test { $0.idleTimeout = .seconds(1) }) { _, address in
      for text in ["", "GET /hel", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"] {
        let answer = try await exchange(address, text)
        #expect(answer == "", "\(text)")
      }
      let kept = try await exchange(address, "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(kept?.hasSuffix("hello") == true)
    }
  }

  /// One byte now and then keeps a connection from being idle; the total deadlines do not care.
  @Test(arguments: [
    "GET /hello HTTP/1.1\r\nHost: a\r\nX: ", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n",
    "POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n",
    "POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n",
  ])
  func tricklesAreCut(_ beginning: String) async throws {
    try await withServer(
      .test {
        $0.headerDeadline = .seconds(1)
        $0.bodyDeadline = .seconds(1)
      }
    ) { server, address in
      let answer = try await onThread {
        let client = try RawClient(address)
        client.send(beginning)
        for _ in 0..<300 where client.send("a") { usleep(100_000) }
        return client.receiveAll()
      }
      // A reset may overtake the answer.
      if let answer, !answer.isEmpty { #expect(answer.hasPrefix("HTTP/1.1 408 ")) }
      await eventually { server.connectionCount == 0 && server.requestsInFlight == 0 }
    }
  }

  @Test func anUnwantedBodyIsNotTakenForEver() async throws {
    try await withServer(
      .test {
        $0.discardDeadline = .seconds(1)
        $0.discardLimit = 1 << 20
      }
    ) { router in
      router.post("/no") { _, _ in throw ProblemDetails(.forbidden) }
    } _: { server, address in
      try await onThread {
        let client = try RawClient(address)
        client.send("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        let answer = client.receiveAnswer()
        #expect(answer?.status == 403)
        let trickler = try RawClient(address)
        trickler.send("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
        _ = trickler.receiveAnswer()
        var pushed = 0
        while client.send([UInt8](repeating: 1, count: 65_536)) && pushed < 90 << 20 { pushed += 65_536 }
        #expect(pushed < 90 << 20)
        var sent = 0
        while trickler.send("a") && sent < 300 {
          usleep(100_000)
          sent += 1
        }
        #expect(sent < 300)
      }
      await eventually { server.connectionCount == 0 }
    }
  }

  @Test func aSilentStreamIsNotIdle() async throws {
    let gate = Gate()
    try await withServer(.test { $0.idleTimeout = .seconds(1) }) { router in
      router.get("/late") { _, _ in
        .stream(contentType: "text/plain") { writer in
          try await writer.write("first ")
          await gate.wait()
          try await writer.write("second")
        }
      }
    } _: { _, address in
      let answer = try await onThread {
        let client = try RawClient(address)
        client.send("GET /late HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        sleep(3)
        gate.open()
        return client.receiveAll()
      }
      #expect(answer?.contains("second") == true)
      #expect(answer?.hasSuffix("0\r\n\r\n") == true)
    }
  }
}
