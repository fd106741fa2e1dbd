import Foundation
import HTTPServer
import Testing
import Threading

@testable import Commands

/// The client against our own server, over TCP and over a Unix socket.
@Suite struct HTTPClientTests {
  static let lineCount = 20_000

  static func withServer(
    overSocket: Bool, _ body: (HTTPClient, HTTPServer) async throws -> Void
  ) async throws {
    var router = Router(defaultBodyLimit: 1 << 30)
    router.get("/hello") { request, _ in
      HTTPResponse(Array("hello".utf8), contentType: "text/plain", headers: ["X-Got": request.headers["X-Sent"] ?? "-"])
    }
    router.post("/echo") { request, _ in
      HTTPResponse(try await request.body.collect(upTo: 1 << 26), contentType: "application/octet-stream")
    }
    router.post("/count") { request, _ in
      var count = 0
      for try await chunk in request.body { count += chunk.count }
      return .text(String(count))
    }
    router.post("/small", bodyLimit: 1_000) { request, _ in
      .text(String(try await request.body.collect(upTo: 1_000).count))
    }
    router.get("/lines") { _, _ in
      .stream(contentType: "application/x-ndjson") { writer in
        for number in 0..<Self.lineCount { try await writer.write("{\"line\":\(number)}\r\n") }
        try await writer.write("last")
      }
    }
    router.get("/slow") { _, _ in
      try await Task.sleep(for: .seconds(600))
      return .text("")
    }
    router.get("/broken") { _, _ in
      .stream(contentType: "text/plain", contentLength: 10) { try await $0.write("part") }
    }
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("c\(UInt32.random(in: 0...UInt32.max))")
      .path
    var configuration = HTTPServerConfiguration(
      addresses: [overSocket ? .unix(path: path) : .tcp(host: "127.0.0.1", port: 0)])
    configuration.drainDeadline = .seconds(2)
    let server = HTTPServer(configuration, handler: router)
    let addresses = try await server.start()
    let client = HTTPClient(overSocket ? .unixSocket(path: path) : .url(try #require(addresses.first).description))
    defer { client.close() }
    do {
      try await body(client, server)
    } catch {
      await server.drain()
      throw error
    }
    await server.drain()
  }

  @Test(arguments: [true, false]) func sendsAndReceives(overSocket: Bool) async throws {
    try await Self.withServer(overSocket: overSocket) { client, _ in
      let hello = try await client.send(
        HTTPClientRequest("GET", "/hello?a=%E5%88%86", headers: [("X-Sent", "分流"), ("Accept", "")]))
      #expect(hello.response.status == 200)
      #expect(hello.response["content-type"] == "text/plain")
      #expect(hello.response["X-Got"] == "分流")
      #expect(hello.body == Array("hello".utf8))
      let head = try await client.send(HTTPClientRequest("HEAD", "/hello"))
      #expect(head.response["Content-Length"] == "5")
      #expect(head.body.isEmpty)
      for size in [0, 1, 750, 100_000, 3_000_000] {
        let body = [UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size)
        let echo = try await client.send(HTTPClientRequest("POST", "/echo", body: .bytes(body)))
        #expect(echo.response.status == 200)
        let isSame = echo.body == body
        #expect(isSame)
      }
      #expect(try await client.send(HTTPClientRequest("DELETE", "/hello")).response.status == 405)
      #expect(try await client.send(HTTPClientRequest("GET", "/nowhere")).response.status == 404)
    }
  }

  @Test(arguments: [true, false]) func streamsBothWays(isChunked: Bool) async throws {
    try await Self.withServer(overSocket: true) { client, _ in
      let pieces = 300
      let produced = Lock(0)
      let length = isChunked ? nil : pieces * 50_000
      let count = try await client.send(
        HTTPClientRequest(
          "POST", "/count",
          body: .stream(contentLength: length) {
            let number = produced.withLock { produced in
              produced += 1
              return produced
            }
            if number.isMultiple(of: 50) { try await Task.sleep(for: .milliseconds(5)) }
            return number <= pieces ? [UInt8](repeating: 0x61, count: 50_000) : nil
          }))
      #expect(count.body == Array(String(pieces * 50_000).utf8))
      let lines = try await client.send(HTTPClientRequest("GET", "/lines")) { response, body in
        #expect(response.status == 200)
        var lines: [String] = []
        for try await line in body.lines() { lines.append(String(decoding: line, as: UTF8.self)) }
        return lines
      }
      #expect(lines == (0..<Self.lineCount).map { "{\"line\":\($0)}" } + ["last"])
    }
  }

  @Test func hearsARefusalWhileItSends() async throws {
    try await Self.withServer(overSocket: true) { client, _ in
      let produced = Lock(0)
      for length in [nil, 1 << 30] as [Int?] {
        let answer = try await client.send(
          HTTPClientRequest(
            "POST", "/small",
            body: .stream(contentLength: length) {
              produced.withLock { $0 += 10_000 }
              return [UInt8](repeating: 0x61, count: 10_000)
            }))
        #expect(answer.response.status == 413)
        #expect(answer.response["Content-Type"] == "application/problem+json")
      }
      #expect(produced.withLock { $0 } < 64 << 20)
      #expect(try await client.send(HTTPClientRequest("GET", "/hello")).body == Array("hello".utf8))
    }
  }

  @Test func aReaderHoldsTheServerBackAndMayLeave() async throws {
    try await Self.withServer(overSocket: true) { client, server in
      let first = try await client.send(HTTPClientRequest("GET", "/lines")) { _, body in
        for try await line in body.lines() { return String(decoding: line, as: UTF8.self) }
        return ""
      }
      #expect(first == "{\"line\":0}")
      #expect(try await client.send(HTTPClientRequest("GET", "/hello")).response.status == 200)
      let deadline = ContinuousClock.now + .seconds(30)
      while server.connectionCount > 1 && ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func endsWhenCancelledOrLate() async throws {
    try await Self.withServer(overSocket: false) { client, server in
      let task = Task { try await client.send(HTTPClientRequest("GET", "/slow", timeout: nil)).response.status }
      while server.requestsInFlight == 0 { try await Task.sleep(for: .milliseconds(1)) }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      await #expect(throws: HTTPClientError.timedOut) {
        try await client.send(HTTPClientRequest("GET", "/slow", timeout: .milliseconds(100)))
      }
      // A producer that stops for good is cancelled, too.
      let upload = Task {
        try await client.send(
          HTTPClientRequest(
            "POST", "/count",
            body: .stream(contentLength: nil) {
              try await Task.sleep(for: .seconds(600))
              return nil
            })
        ).response.status
      }
      while server.requestsInFlight == 0 { try await Task.sleep(for: .milliseconds(1)) }
      upload.cancel()
      await #expect(throws: CancellationError.self) { try await upload.value }
      #expect(try await client.send(HTTPClientRequest("GET", "/hello")).response.status == 200)
    }
  }

  @Test func tellsWhatWentWrong() async throws {
    struct Broken: Error, Equatable {}
    try await Self.withServer(overSocket: true) { client, _ in
      await #expect(throws: Broken()) {
        try await client.send(
          HTTPClientRequest("POST", "/count", body: .stream(contentLength: nil) { throw Broken() }))
      }
      await #expect(throws: Broken()) {
        try await client.send(HTTPClientRequest("GET", "/hello")) { _, _ in throw Broken() }
      }
      let error = await #expect(throws: HTTPClientError.self) {
        try await client.send(HTTPClientRequest("GET", "/broken"))
      }
      guard case .transferFailed = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      await #expect(throws: HTTPClientError.tooLong(limit: 3)) {
        try await client.send(HTTPClientRequest("GET", "/hello"), upTo: 3)
      }
      await #expect(throws: HTTPClientError.tooLong(limit: 5)) {
        try await client.send(HTTPClientRequest("GET", "/lines")) { _, body in
          for try await _ in body.lines(upTo: 5) {}
        }
      }
      for request in [
        HTTPClientRequest("GET", "hello"), HTTPClientRequest("GET", "/a b"), HTTPClientRequest("G T", "/"),
        HTTPClientRequest("GET", "/\r\nX: y"), HTTPClientRequest("GET", "/", headers: [("X", "a\r\nY: b")]),
        HTTPClientRequest("GET", "/", headers: [("X:", "a")]),
      ] {
        let error = await #expect(throws: HTTPClientError.self) { try await client.send(request) }
        guard case .invalidRequest = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
      }
    }
    for endpoint in [HTTPClientEndpoint.unixSocket(path: "/nowhere/socket"), .url("http://127.0.0.1:1")] {
      let client = HTTPClient(endpoint)
      defer { client.close() }
      let error = await #expect(throws: HTTPClientError.self) { try await client.send(HTTPClientRequest("GET", "/")) }
      guard case .cannotConnect = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(error?.description.contains("无法连接") == true)
    }
  }

  @Test func aDeadConnectionIsReplaced() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("d\(UInt32.random(in: 0...UInt32.max))")
      .path
    let client = HTTPClient(.unixSocket(path: path))
    defer { client.close() }
    for _ in 0..<3 {
      var router = Router()
      router.post("/echo") { request, _ in .text(String(try await request.body.collect(upTo: 9).count)) }
      let server = HTTPServer(HTTPServerConfiguration(addresses: [.unix(path: path)]), handler: router)
      try await server.start()
      for _ in 0..<3 {
        let answer = try await client.send(HTTPClientRequest("POST", "/echo", body: .bytes([1, 2, 3])))
        #expect(answer.body == Array("3".utf8))
      }
      await server.drain()
    }
    client.close()
    await #expect(throws: (any Error).self) { try await client.send(HTTPClientRequest("GET", "/")) }
  }
}
