/// Bytes that only the holder of a private key can read.
///
/// Binary form, version 1, numbers with the most significant byte first:
///
/// | bytes | what |
/// | --- | --- |
/// | 3 | `SBX` |
/// | 1 | version, 1 |
/// | 1 | suite |
/// | 33 | id of the recipient's key: the digest algorithm's code and the digest |
/// | 2 | length of the encapsulation |
/// | … | encapsulation: the sender's public key of this message, or the encrypted content key |
/// | … | nonce, ciphertext, tag |
///
/// Everything before the nonce is authenticated with the ciphertext, and so is the associated data.
public struct SealedBox: Sendable, Hashable {
  /// The algorithms used.
  public let suite: SuiteID
  /// The key that opens it.
  public let keyID: Digest

  private let encapsulation: [UInt8]
  private let ciphertext: [UInt8]

  /// Seals the bytes.
  ///
  /// - Parameters:
  ///   - plaintext: at most 2 GiB.
  ///   - recipient: whoever holds its private key can open the box; the sender cannot.
  ///   - associatedData: where the box belongs, such as a registration number; it opens only with the same.
  public init(
    sealing plaintext: [UInt8], to recipient: PublicKey, associatedData: [UInt8] = []
  ) throws(CryptoError) {
    let suite = recipient.suite.suite
    let (key, encapsulation) = try suite.encapsulate(to: recipient)
    self.suite = recipient.suite
    keyID = recipient.id
    self.encapsulation = encapsulation
    let head = Self.head(recipient.suite, recipient.id, encapsulation)
    ciphertext = try suite.cipher(key: key).encrypt(plaintext, associatedData: head + associatedData)
  }

  /// A box from its binary form. Whether it is whole shows only when it is opened.
  public init(_ encoded: [UInt8]) throws(CryptoError) {
    var reader = ByteReader(encoded)
    guard reader.take(3) == Array("SBX".utf8) else { throw .malformed("not a sealed box") }
    guard let version = reader.byte(), version == 1 else { throw .unsupported("this version of a sealed box") }
    guard let suite = reader.byte().flatMap(SuiteID.init(code:)) else {
      throw .unsupported("this suite of a sealed box")
    }
    guard let keyID = reader.take(33).flatMap(Digest.init(encoded:)), let length = reader.length(),
      let encapsulation = reader.take(length)
    else { throw .malformed("a sealed box that is cut short") }
    self.suite = suite
    self.keyID = keyID
    self.encapsulation = encapsulation
    ciphertext = reader.rest()
  }

  /// The binary form.
  public var encoded: [UInt8] { Self.head(suite, keyID, encapsulation) + ciphertext }

  /// The bytes that were sealed.
  ///
  /// - Throws: ``CryptoError/wrongKey(needed:given:)``, or ``CryptoError/authenticationFailed`` when anything was changed.
  public func open(with key: PrivateKey, associatedData: [UInt8] = []) throws(CryptoError) -> [UInt8] {
    guard key.publicKey.id == keyID else { throw .wrongKey(needed: keyID, given: key.publicKey.id) }
    let head = Self.head(suite, keyID, encapsulation)
    let contentKey = try suite.suite.decapsulate(encapsulation, with: key)
    return try suite.suite.cipher(key: contentKey).decrypt(ciphertext, associatedData: head + associatedData)
  }

  private static func head(_ suite: SuiteID, _ keyID: Digest, _ encapsulation: [UInt8]) -> [UInt8] {
    var head = Array("SBX".utf8) + [1, suite.code] + keyID.encoded
    head += [UInt8(truncatingIfNeeded: encapsulation.count >> 8), UInt8(truncatingIfNeeded: encapsulation.count)]
    return head + encapsulation
  }
}
