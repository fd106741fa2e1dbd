/// Takes a message piece by piece and gives its digest; then the next message may follow.
public struct DigestStream: ~Copyable, @unchecked Sendable {
  // Sendable without the compiler's proof: the stream cannot be copied, so whoever has it is alone with the context.
  private let context: DigestContext
  /// The algorithm of the digests.
  public let algorithm: DigestAlgorithm

  /// A stream at the beginning of a message. Traps when the algorithm is not available.
  public init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    context = DigestContext(algorithm)
  }

  /// Adds the next bytes of the message.
  public mutating func update(_ bytes: [UInt8]) { context.update(bytes.span.bytes) }

  /// Adds the next bytes of the message.
  public mutating func update(_ bytes: borrowing Span<UInt8>) { context.update(bytes.bytes) }

  /// Adds the next bytes of the message.
  public mutating func update(_ bytes: borrowing RawSpan) { context.update(bytes) }

  /// Adds the text in UTF-8.
  public mutating func update(_ text: String) { context.update(text.utf8.span.bytes) }

  /// The digest of all bytes since the start or the last call of this method.
  public mutating func finish() -> Digest { Digest(algorithm: algorithm, bytes: context.finish()) }
}
