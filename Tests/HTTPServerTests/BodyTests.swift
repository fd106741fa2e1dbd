import Foundation
import HTTPServer
import Testing
import Threading

/// Request bodies: how they arrive, are held back, refused and dropped.
@Suite struct BodyTests {
  static func post(_ path: String, _ length: Int, _ more: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\n\(more)Content-Length: \(length)\r\n\r\n"
  }

  static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
  }

  @Test(arguments: [0, 1, 750, 32_767, 32_768, 32_769, 65_536, 1_000_000, 5_000_000])
  func comesBackAsItWas(_ size: Int) async throws {
    let body = pattern(size)
    try await withServer { _, address in
      let answers = try await onThread {
        let client = try RawClient(address)
        client.send(Array(Self.post("/echo", size).utf8) + body)
        let plain = client.receiveAnswer()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        var rest = body[...]
        while !rest.isEmpty {
          client.send(Self.chunk(Array(rest.prefix(70_001))))
          rest = rest.dropFirst(70_001)
        }
        client.send("0\r\n\r\n")
        return [plain, client.receiveAnswer()]
      }
      for answer in answers {
        #expect(answer?.status == 200)
        let isSame = answer?.body == body
        #expect(isSame)
      }
    }
  }

  /// In a process of its own, where nobody else takes memory.
  @Test func largeUploadTakesLittleMemory() async {
    await #expect(processExitsWith: .success) {
      let pieces = 1_600
      let piece = [UInt8](repeating: 0x61, count: 128 << 10)
      try await withServer { _, address in
        let before = residentBytes()
        let (answers, peak) = try await onThread {
          var peak = 0
          let client = try RawClient(address)
          client.send(Self.post("/count", pieces * piece.count))
          for index in 0..<pieces {
            client.send(piece)
            if index % 50 == 0 { peak = max(peak, residentBytes()) }
          }
          let plain = client.receiveAnswer()
          client.send("POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
          for index in 0..<pieces {
            client.send(Self.chunk(piece))
            if index % 50 == 0 { peak = max(peak, residentBytes()) }
          }
          client.send("0\r\n\r\n")
          return ([plain, client.receiveAnswer()], peak)
        }
        for answer in answers { #expect(answer?.text == String(pieces * piece.count)) }
        // The sanitizers keep freed memory for a while.
        if !isSanitized { #expect(peak - before < 40 << 20, "grew by \(peak - before) bytes for 400 MB") }
      }
    }
  }

  @Test(arguments: [true, false]) func holdsTheClientBack(isChunked: Bool) async throws {
    let gate = Gate()
    try await withServer { router in
      router.post("/slow") { request, _ in
        await gate.wait()
        var count = 0
        for try await chunk in request.body { count += chunk.count }
        return .text(String(count))
      }
    } _: { _, address in
      let pushed = try await onThread {
        let client = try RawClient(address)
        client.send(
          isChunked
            ? "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" : Self.post("/slow", 1 << 30))
        let piece = isChunked ? Self.chunk([UInt8](repeating: 1, count: 65_536)) : [UInt8](repeating: 1, count: 65_536)
        return client.pushUntilBlocked(piece, limit: 64 << 20)
      }
      // What the kernel buffers for both ends, and ours.
      #expect(pushed < 32 << 20, "\(pushed) bytes were taken without a reader")
      gate.open()
    }
  }

  @Test func failsWhenCutOff() async throws {
    let outcomes = Lock([String]())
    let begun = Lock(0)
    try await withServer { router in
      router.post("/watch") { request, _ in
        begun.withLock { $0 += 1 }
        do {
          for try await _ in request.body {}
          outcomes.withLock { $0.append("whole") }
        } catch {
          outcomes.withLock { $0.append(String(describing: error)) }
        }
        return .text("")
      }
    } _: { _, address in
      for (index, shape) in ["reset", "close", "half"].enumerated() {
        try await onThread {
          let client = try RawClient(address)
          client.send(Self.post("/watch", 200_000))
          client.send([UInt8](repeating: 1, count: 100_000))
          while begun.withLock({ $0 }) == index { usleep(1_000) }
          if shape == "reset" { client.reset() }
          if shape == "half" {
            client.endWriting()
            _ = client.receiveAll()
          }
        }
        await eventually { outcomes.withLock { $0.count } == index + 1 }
      }
      #expect(outcomes.withLock { $0 } == ["clientGone", "clientGone", "clientGone"])
    }
  }

  @Test func limitsByRoute() async throws {
    try await withServer { _, address in
      // Declared: refused before a byte of it is sent, also instead of 100.
      let declared = try await exchange(address, Self.post("/small", 1_001, "Expect: 100-continue\r\n"))
      #expect(declared?.hasPrefix("HTTP/1.1 413 ") == true)
      #expect(declared?.contains("application/problem+json") == true)
      // Undeclared: refused as soon as it is seen.
      let chunked = try await exchange(
        address,
        Array("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
          + Self.chunk([UInt8](repeating: 1, count: 2_000)))
      #expect(chunked?.hasPrefix("HTTP/1.1 413 ") == true)
      let within = try await onThread {
        let client = try RawClient(address)
        client.send(Array(Self.post("/small", 1_000).utf8) + [UInt8](repeating: 1, count: 1_000))
        return client.receiveAnswer()
      }
      #expect(within?.text == "1000")
    }
  }

  @Test func answersEarlyWhileTheBodyArrives() async throws {
    try await withServer { router in
      router.post("/forbidden") { _, _ in throw ProblemDetails(.forbidden) }
      router.post("/first") { request, _ in
        for try await _ in request.body { throw ProblemDetails(.unprocessableContent) }
        return .text("")
      }
    } _: { _, address in
      for (path, status) in [("/forbidden", 403), ("/first", 422), ("/nowhere", 404)] {
        for isChunked in [true, false] {
          let answer = try await onThread {
            let client = try RawClient(address)
            let piece = [UInt8](repeating: 1, count: 100_000)
            client.send(
              isChunked
                ? "POST \(path) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                : Self.post(path, 1_000 * piece.count))
            for _ in 0..<20 where !client.send(isChunked ? Self.chunk(piece) : piece) { break }
            return client.receiveAnswer()
          }
          #expect(answer?.status == status, "\(path) chunked: \(isChunked)")
          #expect(answer?.fields["connection"] == "close")
        }
      }
      let after = try await exchange(address, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(after?.hasSuffix("hello") == true)
    }
  }

  /// The 100 comes first, and whole, however early the handler answers.
  @Test func answersEarlyAfterTheContinue() async throws {
    try await withServer { router in
      router.post("/forbidden") { _, _ in throw ProblemDetails(.forbidden) }
    } _: { server, address in
      for _ in 0..<50 {
        let statuses = try await onThread {
          let client = try RawClient(address)
          client.send(Self.post("/forbidden", 1_000_000, "Expect: 100-continue\r\n"))
          let first = client.receiveAnswer()?.status
          client.send([UInt8](repeating: 1, count: 1_000))
          return [first, client.receiveAnswer()?.status]
        }
        #expect(statuses == [100, 403])
      }
      // One that expects and then leaves was let in and must be let out.
      try await onThread {
        let client = try RawClient(address)
        client.send(Self.post("/forbidden", 1_000_000, "Expect: 100-continue\r\n"))
        _ = client.receiveAnswer()
      }
      await eventually { server.requestsInFlight == 0 && server.connectionCount == 0 }
    }
  }

  @Test func continuesWhenExpected() async throws {
    try await withServer { _, address in
      for size in [3, 100_000] {
        let (first, second) = try await onThread {
          let client = try RawClient(address)
          client.send(Self.post("/echo", size, "Expect: 100-continue\r\n"))
          let first = client.receiveAnswer()
          client.send([UInt8](repeating: 0x62, count: size))
          return (first?.status, client.receiveAnswer())
        }
        #expect(first == 100)
        #expect(second?.status == 200)
        #expect(second?.body.count == size)
      }
    }
  }

  @Test func tellsWhatTypesItReads() async throws {
    try await withServer { router in
      router.post("/json") { request, _ in
        try request.requireContentType("application/json", "application/x-ndjson")
        return .text("ok")
      }
    } _: { _, address in
      for (type, status) in [
        ("application/json", 200), ("Application/JSON; charset=utf-8", 200), ("application/x-ndjson", 200),
        ("text/plain", 415), ("application/jsonx", 415), ("", 415),
      ] {
        let line = type.isEmpty ? "" : "Content-Type: \(type)\r\n"
        let answer = try await exchange(address, Self.post("/json", 0, line + "Connection: close\r\n"))
        #expect(answer?.hasPrefix("HTTP/1.1 \(status) ") == true, "\(type): \(answer ?? "")")
        if status == 415 { #expect(answer?.contains("\r\nAccept: application/json, application/x-ndjson\r\n") == true) }
      }
    }
  }

  @Test func oneReaderAtATime() async throws {
    let refused = Lock(0)
    try await withServer { router in
      router.post("/two") { request, _ in
        let counts = await withTaskGroup(of: Int?.self) { group in
          for _ in 0..<2 {
            group.addTask {
              do {
                return try await request.body.collect(upTo: 1 << 20).count
              } catch {
                refused.withLock { $0 += error as? HTTPError == .bodyAlreadyBeingRead ? 1 : 100 }
                return nil
              }
            }
          }
          return await group.compactMap(\.self).reduce(into: []) { $0.append($1) }
        }
        return .text("\(counts)")
      }
    } _: { _, address in
      async let answer = onThread {
        let client = try RawClient(address)
        client.send("POST /two HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        while refused.withLock({ $0 }) == 0 { usleep(1_000) }
        client.send(Self.chunk([1]) + Array("0\r\n\r\n".utf8))
        return client.receiveAnswer()
      }
      let text = try await answer?.text
      #expect(text == "[1]")
      #expect(refused.withLock { $0 } == 1)
    }
  }
}
