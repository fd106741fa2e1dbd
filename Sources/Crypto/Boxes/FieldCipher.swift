/// Encrypts fields at rest under a key that the program holds.
///
/// Binary form, version 1: version (1 byte), suite (1), id of the key (8), nonce, ciphertext, tag. What stands in front is
/// authenticated too. A key serves 2³² fields; then take another one: the id says which key a field needs.
public struct FieldCipher: Sendable {
  private static let headByteCount = 10

  /// The algorithms used.
  public let suite: SuiteID
  /// Tells the key from others: ``SymmetricKey/id``.
  public let keyID: [UInt8]

  private let cipher: any AuthenticatedCipher

  /// A cipher under a key of 32 bytes.
  public init(_ suite: SuiteID, key: SymmetricKey) throws(CryptoError) {
    self.suite = suite
    keyID = key.id
    cipher = try suite.suite.cipher(key: key)
  }

  /// How much longer a sealed field is than what was sealed.
  public var overhead: Int { Self.headByteCount + cipher.overhead }

  /// Encrypts a field.
  ///
  /// - Parameter associatedData: where the field belongs, such as table, row and column; it opens nowhere else.
  public func seal(_ plaintext: [UInt8], associatedData: [UInt8] = []) throws(CryptoError) -> [UInt8] {
    try head + cipher.encrypt(plaintext, associatedData: head + associatedData)
  }

  /// Decrypts a field.
  public func open(_ sealed: [UInt8], associatedData: [UInt8] = []) throws(CryptoError) -> [UInt8] {
    let (suite, keyID) = try Self.origin(of: sealed)
    guard suite == self.suite, keyID == self.keyID else {
      throw .unusableKey("the field was sealed with the suite \(suite.rawValue) and the key \(Hex.encode(keyID))")
    }
    return try cipher.decrypt(Array(sealed.dropFirst(Self.headByteCount)), associatedData: head + associatedData)
  }

  /// With which suite and key a field was sealed, as it says itself.
  public static func origin(of sealed: [UInt8]) throws(CryptoError) -> (suite: SuiteID, keyID: [UInt8]) {
    var reader = ByteReader(sealed)
    guard let version = reader.byte() else { throw .malformed("an empty field") }
    guard version == 1, let suite = reader.byte().flatMap(SuiteID.init(code:)) else {
      throw .unsupported("this version or suite of a sealed field")
    }
    guard let keyID = reader.take(8) else { throw .malformed("a sealed field that is cut short") }
    return (suite, keyID)
  }

  private var head: [UInt8] { [1, suite.code] + keyID }
}
