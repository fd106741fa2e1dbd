/// X25519 with a key made for each message (RFC 7748), HKDF-SHA-256, AES-256-GCM.
public struct InternationalSuite: CipherSuite {
  public init() {}

  public var id: SuiteID { .international }

  public func makePrivateKey() throws(CryptoError) -> PrivateKey { try PrivateKey(KeyHandle.generate(id)) }

  public func cipher(key: SymmetricKey) throws(CryptoError) -> any AuthenticatedCipher { try AESGCMCipher(key: key) }

  public func encapsulate(to recipient: PublicKey) throws(CryptoError) -> (key: SymmetricKey, encapsulation: [UInt8]) {
    try recipient.require(id)
    let ephemeral = try KeyHandle.generate(id)
    let ephemeralBytes = try ephemeral.publicBytes()
    let secret = try ephemeral.sharedSecret(with: recipient.handle)
    return (contentKey(secret, ephemeralBytes, recipient), ephemeralBytes)
  }

  public func decapsulate(_ encapsulation: [UInt8], with key: PrivateKey) throws(CryptoError) -> SymmetricKey {
    try key.publicKey.require(id)
    let secret: SymmetricKey
    do {
      secret = try key.handle.sharedSecret(with: KeyHandle.publicKey(id, bytes: encapsulation))
    } catch {
      // A point of small order, or no point at all: nobody who sealed in good faith made it.
      throw .authenticationFailed
    }
    return contentKey(secret, encapsulation, key.publicKey)
  }

  /// Both public keys are part of it, so that the key belongs to this sender's choice and this recipient alone.
  private func contentKey(_ secret: SymmetricKey, _ ephemeral: [UInt8], _ recipient: PublicKey) -> SymmetricKey {
    HKDF.deriveKey(
      .sha256, from: secret, info: Array("sealed box x25519".utf8) + ephemeral + recipient.bytes, count: 32)
  }
}

extension PublicKey {
  /// Throws when the key belongs to another suite.
  func require(_ needed: SuiteID) throws(CryptoError) {
    guard suite == needed else {
      throw .unusableKey("it belongs to the suite \(suite.rawValue), not \(needed.rawValue)")
    }
  }
}
