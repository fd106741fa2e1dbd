import Foundation
import HTTPServer
import Testing
import Threading

/// Bytes that no honest client sends. Whatever they are, the server goes on and answers the next one.
@Suite struct HostileTests {
  static let seeds: [[UInt8]] = [
    "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1/cases/%E5%88%86?a=b&c=%20 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nCookie: a=b; c=d\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nT: u\r\n\r\n",
    "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n"
      + String(repeating: "a", count: 900),
    "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
  ].map { Array($0.utf8) }

  static let words: [[UInt8]] =
    [
      "\r\n", "\n", "\r", "\0", " ", "\t", ":", "%00", "%", "/", "?", "#", "HTTP/1.1", "HTTP/9.9",
      "Content-Length: 5\r\n",
      "Content-Length: 18446744073709551616\r\n", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n",
      "Host: b\r\n", "Expect: 100-continue\r\n", "0\r\n\r\n", "ffffffffffffffff\r\n", "Connection: close\r\n",
      "Upgrade: h2c\r\n", "GET ", "\r\n\r\n", " \r\n folded\r\n",
    ].map { Array($0.utf8) } + [[0xff, 0xfe], [0x16, 0x03, 0x01, 0x02, 0x00], [UInt8](repeating: 0x41, count: 5_000)]

  static func input(_ generator: inout SeededGenerator) -> [UInt8] {
    if Int.random(in: 0..<10, using: &generator) == 0 {
      return (0..<Int.random(in: 1...600, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    guard var bytes = seeds.randomElement(using: &generator) else { return [] }
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes.removeLast(bytes.count - place)
      case 3: bytes.insert(contentsOf: seeds.randomElement(using: &generator) ?? [], at: place)
      default: bytes.insert(contentsOf: words.randomElement(using: &generator) ?? [], at: place)
      }
    }
    return bytes
  }

  @Test func survivesTenThousandInputs() async throws {
    let workers = 8
    let each = 1_250
    try await withServer(
      .test {
        $0.idleTimeout = .seconds(2)
        $0.connectionMemory = 16 << 10
      }
    ) { server, address in
      let odd = Lock([String]())
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in 0..<workers {
          group.addTask {
            try await onThread {
              var generator = SeededGenerator(seed: 2_026 + UInt64(worker))
              for number in 0..<each {
                let client = try RawClient(address)
                client.send(Self.input(&generator))
                switch number % 4 {
                case 0: client.endWriting()
                case 1: client.reset()
                default: break
                }
                let answer = number % 4 == 1 ? [] : client.receive(seconds: number % 100 == 0 ? 1 : 0.01) ?? []
                if !answer.isEmpty && !answer.starts(with: Array("HTTP/1.1 ".utf8)) {
                  odd.withLock { $0.append("worker \(worker), input \(number)") }
                }
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(odd.withLock { $0 } == [])
      try await expectAnswer(
        from: address, to: "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", endsWith: "\r\n\r\nhello")
      await eventually { server.connectionCount == 0 && server.requestsInFlight == 0 }
    }
  }

  /// A request hidden in another one's body or behind its end must never be answered.
  @Test func nothingIsSmuggled() async throws {
    let hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"
    let reached = Lock([String]())
    try await withServer { router in
      router.get("/hidden") { request, _ in
        reached.withLock { $0.append(request.headers["X-From"] ?? "") }
        return .text("hidden")
      }
    } _: { _, address in
      for head in [
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(hidden.utf8.count)\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length : \(hidden.utf8.count)\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: y\r\n Content-Length: \(hidden.utf8.count)\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: y\rContent-Length: \(hidden.utf8.count)\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: y\nContent-Length: \(hidden.utf8.count)\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nX: \0\r\nContent-Length: \(hidden.utf8.count)\0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\u{b}\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
        "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n\r\n",
      ] {
        let answer = try await exchange(address, head + hidden)
        #expect(answer?.contains("hidden") != true, "\(head)")
      }
      #expect(reached.withLock { $0 } == [])
    }
  }
}
