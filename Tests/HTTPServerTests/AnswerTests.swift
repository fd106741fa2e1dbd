import Foundation
import HTTPServer
import Testing
import Threading

/// Answers: how they are framed, streamed, held back and cut.
@Suite struct AnswerTests {
  static func get(_ path: String, _ more: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\n\(more)\r\n"
  }

  @Test func keepsTheConnectionAndTheOrder() async throws {
    try await withServer { _, address in
      let texts = try await onThread {
        let client = try RawClient(address)
        // Three at once, then one by one.
        client.send((1...3).map { Self.get("/v1/cases/\($0)") }.joined())
        var texts = (1...3).map { _ in client.receiveAnswer()?.text }
        for number in 4...50 {
          client.send(Self.get("/v1/cases/\(number)"))
          texts.append(client.receiveAnswer()?.text)
        }
        return texts
      }
      #expect(texts == (1...50).map { String($0) })
    }
  }

  @Test func oldClientsGetTheirAnswerAndTheEnd() async throws {
    try await withServer { _, address in
      let answer = try await exchange(address, "GET /hello HTTP/1.0\r\n\r\n")
      #expect(answer?.hasSuffix("\r\n\r\nhello") == true)
      let kept = try await onThread {
        let client = try RawClient(address)
        client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let first = client.receiveAnswer()
        client.send(Self.get("/hello"))
        return [first?.text, client.receiveAnswer()?.text]
      }
      #expect(kept == ["hello", "hello"])
    }
  }

  @Test func headHasTheFieldsAndNoBody() async throws {
    let ran = Lock(false)
    try await withServer { router in
      router.get("/stream") { _, _ in
        .stream(contentType: "text/plain", contentLength: 3) { writer in
          ran.withLock { $0 = true }
          try await writer.write("abc")
        }
      }
    } _: { _, address in
      let answers = try await onThread {
        let client = try RawClient(address)
        return ["/hello", "/stream", "/nowhere"].map { path in
          client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
          return client.receiveAnswer(withoutBody: true)
        }
      }
      #expect(answers.map { $0?.status } == [200, 200, 404])
      #expect(answers.map { $0?.fields["content-length"] }.prefix(2) == ["5", "3"])
      #expect(!ran.withLock { $0 })
    }
  }

  @Test(arguments: [0, 1, 65_536, 3_000_000]) func streamsWithAndWithoutALength(_ size: Int) async throws {
    let body = pattern(size)
    try await withServer { router in
      for (path, length) in [("/known", size as Int?), ("/chunked", nil)] {
        router.get(path) { _, _ in
          .stream(contentType: "application/octet-stream", contentLength: length) { writer in
            var rest = body[...]
            while !rest.isEmpty {
              try await writer.write(Array(rest.prefix(10_007)))
              rest = rest.dropFirst(10_007)
            }
          }
        }
      }
    } _: { _, address in
      let answers = try await onThread {
        let client = try RawClient(address)
        return ["/known", "/chunked", "/known"].map { path in
          client.send(Self.get(path))
          return client.receiveAnswer()
        }
      }
      let areSame = answers.allSatisfy { $0?.body == body }
      #expect(areSame)
      #expect(answers[1]?.fields["transfer-encoding"] == "chunked")
    }
  }

  @Test func writersAreHeldBackByTheirReaders() async throws {
    let written = Lock(0)
    try await withServer { router in
      router.get("/endless") { _, _ in
        .stream(contentType: "application/octet-stream") { writer in
          let piece = [UInt8](repeating: 1, count: 100_000)
          while true {
            try await writer.write(piece)
            written.withLock { $0 += piece.count }
          }
        }
      }
    } _: { _, address in
      try await onThread {
        let client = try RawClient(address)
        client.send(Self.get("/endless"))
        _ = client.receive()
        var last = -1
        while last != written.withLock({ $0 }) {
          last = written.withLock { $0 }
          sleep(1)
        }
      }
      #expect(written.withLock { $0 } < 64 << 20)
    }
  }

  @Test func cutsWhatIsNotWhole() async throws {
    struct Broken: Error {}
    let errors = Lock([String]())
    try await withServer { router in
      router.get("/throws") { _, _ in
        .stream(contentType: "text/plain") { writer in
          try await writer.write("some")
          throw Broken()
        }
      }
      router.get("/short") { _, _ in
        .stream(contentType: "text/plain", contentLength: 10) { try await $0.write("some") }
      }
      router.get("/long") { _, _ in
        .stream(contentType: "text/plain", contentLength: 3) { writer in
          do { try await writer.write("some") } catch {
            errors.withLock { $0.append(String(describing: error)) }
            throw error
          }
        }
      }
    } _: { _, address in
      let chunked = try await exchange(address, Self.get("/throws"))
      #expect(chunked?.contains("4\r\nsome\r\n") == true)
      #expect(chunked?.hasSuffix("0\r\n\r\n") == false)
      let short = try await exchange(address, Self.get("/short"))
      #expect(short?.contains("Content-Length: 10") == true)
      #expect(short?.hasSuffix("\r\n\r\nsome") == true)
      let long = try await exchange(address, Self.get("/long"))
      #expect(long?.hasSuffix("\r\n\r\n") == true)
      #expect(errors.withLock { $0 } == ["lengthMismatch(declared: 3, written: 4)"])
    }
  }

  @Test func sendsFiles() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("http-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bytes = pattern(1_000_000)
    let path = folder.appendingPathComponent("file").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try FileManager.default.createSymbolicLink(atPath: path + "-link", withDestinationPath: path)
    try await withServer { router in
      router.get("/file") { _, _ in HTTPResponse(body: .file(try FileBody(path: path))) }
    } _: { _, address in
      let before = openDescriptors()
      let answers = try await onThread {
        let client = try RawClient(address)
        return (0..<5).map { _ in
          client.send(Self.get("/file"))
          return client.receiveAnswer()
        }
      }
      let areSame = answers.allSatisfy { $0?.body == bytes }
      #expect(areSame)
      await eventually { openDescriptors() <= before }
    }
    #expect(throws: FileBody.Fault.notARegularFile(path: folder.path)) { try FileBody(path: folder.path) }
    #expect(throws: FileBody.Fault.unreadable(path: path + "-none", code: ENOENT)) {
      try FileBody(path: path + "-none")
    }
    #expect(throws: FileBody.Fault.unreadable(path: path + "-link", code: ELOOP)) {
      try FileBody(path: path + "-link")
    }
  }

  @Test func nothingForbiddenGoesOut() async throws {
    try await withServer { router in
      router.get("/split") { _, _ in HTTPResponse(headers: ["X": "a\r\nSet-Cookie: b"]) }
      router.get("/name") { _, _ in HTTPResponse(headers: ["X Y": "a"]) }
      router.get("/status") { _, _ in HTTPResponse(status: HTTPStatus(42)) }
      router.get("/length") { _, _ in
        HTTPResponse(Array("abc".utf8), contentType: "a/b", headers: ["Content-Length": "7", "Transfer-Encoding": "x"])
      }
    } _: { _, address in
      for (path, status) in [("/split", 500), ("/name", 500), ("/status", 500), ("/length", 200)] {
        let answer = try await exchange(address, Self.get(path, "Connection: close\r\n"))
        #expect(answer?.hasPrefix("HTTP/1.1 \(status) ") == true, "\(path)")
        #expect(answer?.contains("Set-Cookie") == false)
        if path == "/length" { #expect(answer?.contains("Content-Length: 3\r\n") == true) }
      }
    }
  }

  @Test func errorsBecomeProblems() async throws {
    struct Secret: Error { var text = "110101199003070000" }
    try await withServer { router in
      router.get("/secret") { _, _ in throw Secret() }
      router.get("/conflict") { _, _ in
        throw ProblemDetails(
          .conflict, type: "urn:x", detail: "a \"b\"\n\u{1}", instance: "/1",
          errors: [.init(pointer: "/text", rule: "length", detail: "长", line: 3, column: 4)],
          headers: ["Retry-After": "9"])
      }
    } _: { _, address in
      let secret = try await exchange(address, Self.get("/secret", "Connection: close\r\n"))
      #expect(secret?.hasPrefix("HTTP/1.1 500 ") == true)
      #expect(secret?.contains("1101") == false)
      let answer = try await onThread {
        let client = try RawClient(address)
        client.send(Self.get("/conflict"))
        return client.receiveAnswer()
      }
      #expect(answer?.status == 409)
      #expect(answer?.fields["content-type"] == "application/problem+json")
      #expect(answer?.fields["retry-after"] == "9")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(answer?.body ?? [])) as? NSDictionary)
      #expect(
        object == [
          "type": "urn:x", "title": "冲突 Conflict", "status": 409, "detail": "a \"b\"\n\u{1}", "instance": "/1",
          "errors": [["pointer": "/text", "rule": "length", "detail": "长", "line": 3, "column": 4] as NSDictionary],
        ] as NSDictionary)
    }
  }

  @Test func overloadIsToldAtOnce() async throws {
    let gate = Gate()
    try await withServer(.test { $0.maxRequestsInFlight = 2 }) { router in
      router.post("/wait") { _, _ in
        await gate.wait()
        return .text("done")
      }
    } _: { server, address in
      let waiting = (0..<2).map { _ in
        Task {
          try await exchange(
            address, "POST /wait HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx")
        }
      }
      await eventually { gate.waiting == 2 }
      #expect(server.requestsInFlight == 2)
      for head in ["Content-Length: 1\r\n\r\nx", "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"] {
        let answer = try await exchange(
          address, "POST /wait HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + head)
        #expect(answer?.hasPrefix("HTTP/1.1 503 ") == true)
        #expect(answer?.contains("Retry-After: 1\r\n") == true)
      }
      gate.open()
      for task in waiting {
        let text = try await task.value
        #expect(text?.hasSuffix("done") == true)
      }
      #expect(server.requestsInFlight == 0)
    }
  }
}
