/// A hash function. Its id is stored with every digest, so that both can be in use at once and the choice can change.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable, Codable {
  /// SHA-256 (FIPS 180-4).
  case sha256
  /// SM3 (GB/T 32905-2016), the national standard.
  case sm3

  /// The number that stands for the algorithm in binary forms.
  public var code: UInt8 {
    switch self {
    case .sha256: 1
    case .sm3: 2
    }
  }

  /// The algorithm of a binary form.
  public init?(code: UInt8) {
    guard let algorithm = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = algorithm
  }

  /// The length of a digest in bytes.
  public var byteCount: Int { 32 }

  /// Whether the installed library knows the algorithm; one built for another country's rules may not.
  public var isAvailable: Bool { DigestMethod.of(self) != nil }

  /// The digest of the bytes. Traps when the algorithm is not available.
  public func digest(_ bytes: [UInt8]) -> Digest { digest(bytes.span.bytes) }

  /// The digest of the bytes. Traps when the algorithm is not available.
  public func digest(_ bytes: borrowing Span<UInt8>) -> Digest { digest(bytes.bytes) }

  /// The digest of the text in UTF-8. Traps when the algorithm is not available.
  public func digest(_ text: String) -> Digest { digest(text.utf8.span.bytes) }

  /// The digest of the bytes. Traps when the algorithm is not available.
  public func digest(_ bytes: borrowing RawSpan) -> Digest {
    ThreadDigestContext.withContext(of: self) { context in
      context.update(bytes)
      return Digest(algorithm: self, bytes: context.finish())
    }
  }
}
