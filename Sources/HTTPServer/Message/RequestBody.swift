/// A request's body as it arrives, in chunks of at most some 300 KB.
///
/// While nobody reads, the client is held back by TCP's window once 256 KiB wait here. Iterating throws
/// ``HTTPError/contentTooLarge(limit:)`` past the route's limit, ``HTTPError/requestTimeout`` past the body's deadline and
/// ``HTTPError/clientGone`` when the rest will never come: a body that ends without an error is whole.
public struct RequestBody: AsyncSequence, Sendable {
  public typealias Element = [UInt8]

  private enum Source: Sendable {
    case whole([UInt8])
    case arriving(Exchange)
  }

  private let source: Source

  /// A body that is all there.
  public init(_ bytes: [UInt8]) {
    source = .whole(bytes)
  }

  init(_ exchange: Exchange) {
    source = .arriving(exchange)
  }

  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate var whole: [UInt8]
    fileprivate let exchange: Exchange?

    public mutating func next() async throws -> [UInt8]? {
      if let exchange { return try await exchange.nextChunk() }
      guard !whole.isEmpty else { return nil }
      defer { whole = [] }
      return whole
    }
  }

  public func makeAsyncIterator() -> AsyncIterator {
    switch source {
    case .whole(let bytes): AsyncIterator(whole: bytes, exchange: nil)
    case .arriving(let exchange): AsyncIterator(whole: [], exchange: exchange)
    }
  }

  /// The whole body; throws ``HTTPError/contentTooLarge(limit:)`` as soon as it is longer than `limit` bytes.
  public func collect(upTo limit: Int) async throws -> [UInt8] {
    if case .whole(let bytes) = source {
      guard bytes.count <= limit else { throw HTTPError.contentTooLarge(limit: limit) }
      return bytes
    }
    var all: [UInt8] = []
    for try await chunk in self {
      guard all.count + chunk.count <= limit else { throw HTTPError.contentTooLarge(limit: limit) }
      all += chunk
    }
    return all
  }
}
