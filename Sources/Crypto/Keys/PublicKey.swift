/// A key to which anybody may seal.
public struct PublicKey: Sendable {
  /// The suite to which the key belongs.
  public let suite: SuiteID
  /// The key itself: 32 bytes of X25519, or 65 of a point of SM2.
  public let bytes: [UInt8]
  /// Tells this key from all others: the suite's digest of ``bytes``.
  public let id: Digest

  let handle: KeyHandle

  init(_ handle: KeyHandle) throws(CryptoError) {
    guard handle.suite.digestAlgorithm.isAvailable else {
      throw .unsupported("the library has no \(handle.suite.digestAlgorithm)")
    }
    self.handle = handle
    suite = handle.suite
    bytes = try handle.publicBytes()
    id = suite.digestAlgorithm.digest(bytes)
  }

  /// A key from its bytes.
  public init(_ suite: SuiteID, bytes: [UInt8]) throws(CryptoError) {
    try self.init(KeyHandle.publicKey(suite, bytes: bytes))
  }

  /// A key from a text that begins with `-----BEGIN PUBLIC KEY-----`.
  public init(pem: String) throws(CryptoError) {
    let handle = try PEM.readPublicKey(pem)
    try handle.checkPublicPart()
    // Taken apart and put together, so that the same point always has the same bytes however it was written.
    try self.init(handle.suite, bytes: handle.publicBytes())
  }

  /// The key as text (SubjectPublicKeyInfo, RFC 5280).
  public func pem() throws(CryptoError) -> String { try PEM.write(publicKey: handle) }
}

extension PublicKey: Hashable {
  public static func == (lhs: PublicKey, rhs: PublicKey) -> Bool { lhs.suite == rhs.suite && lhs.bytes == rhs.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension PublicKey: CustomStringConvertible {
  public var description: String { "PublicKey(\(id))" }
}
