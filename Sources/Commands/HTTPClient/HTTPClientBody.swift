/// An answer's body in the pieces in which it came; the server is held back while nobody reads.
struct HTTPClientBody: AsyncSequence, Sendable {
  typealias Element = [UInt8]

  private let transfer: Transfer

  init(_ transfer: Transfer) {
    self.transfer = transfer
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let transfer: Transfer

    mutating func next() async throws -> [UInt8]? {
      try await transfer.nextChunk()
    }
  }

  func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(transfer: transfer)
  }

  /// The body's lines without their ends (LF or CRLF); each may have at most `limit` bytes.
  func lines(upTo limit: Int = 4 << 20) -> Lines {
    Lines(base: self, limit: limit)
  }

  struct Lines: AsyncSequence, Sendable {
    typealias Element = [UInt8]

    fileprivate let base: HTTPClientBody
    fileprivate let limit: Int

    func makeAsyncIterator() -> AsyncIterator {
      AsyncIterator(base: base.makeAsyncIterator(), limit: limit)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
      fileprivate var base: HTTPClientBody.AsyncIterator
      fileprivate let limit: Int
      private var buffer: [UInt8] = []
      private var start = 0
      private var searched = 0
      private var isAtEnd = false

      fileprivate init(base: HTTPClientBody.AsyncIterator, limit: Int) {
        self.base = base
        self.limit = limit
      }

      mutating func next() async throws -> [UInt8]? {
        while true {
          if let end = buffer[searched...].firstIndex(of: 0x0a) {
            defer {
              start = end + 1
              searched = start
            }
            return try line(until: end)
          }
          searched = buffer.count
          guard buffer.count - start <= limit else { throw HTTPClientError.tooLong(limit: limit) }
          if isAtEnd {
            guard start < buffer.count else { return nil }
            defer { start = buffer.count }
            return try line(until: buffer.count)
          }
          buffer.removeFirst(start)
          searched -= start
          start = 0
          if let chunk = try await base.next() { buffer += chunk } else { isAtEnd = true }
        }
      }

      private func line(until end: Int) throws -> [UInt8] {
        let line = buffer[start..<end]
        guard line.count <= limit else { throw HTTPClientError.tooLong(limit: limit) }
        return Array(line.last == 0x0d ? line.dropLast() : line)
      }
    }
  }
}
