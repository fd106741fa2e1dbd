/// SM2 encryption of a random key (GB/T 32918.4-2016), HKDF-SM3, SM4-CTR with HMAC-SM3.
public struct NationalSuite: CipherSuite {
  private static let secretByteCount = 32

  public init() {}

  public var id: SuiteID { .national }

  public func makePrivateKey() throws(CryptoError) -> PrivateKey { try PrivateKey(KeyHandle.generate(id)) }

  public func cipher(key: SymmetricKey) throws(CryptoError) -> any AuthenticatedCipher { try SM4Cipher(key: key) }

  public func encapsulate(to recipient: PublicKey) throws(CryptoError) -> (key: SymmetricKey, encapsulation: [UInt8]) {
    try recipient.require(id)
    let secret = SymmetricKey(randomByteCount: Self.secretByteCount)
    return (contentKey(secret, recipient), try recipient.handle.encrypt(secret))
  }

  public func decapsulate(_ encapsulation: [UInt8], with key: PrivateKey) throws(CryptoError) -> SymmetricKey {
    try key.publicKey.require(id)
    let secret = try key.handle.decrypt(encapsulation)
    guard secret.byteCount == Self.secretByteCount else { throw .authenticationFailed }
    return contentKey(secret, key.publicKey)
  }

  private func contentKey(_ secret: SymmetricKey, _ recipient: PublicKey) -> SymmetricKey {
    HKDF.deriveKey(.sm3, from: secret, info: Array("sealed box sm2".utf8) + recipient.bytes, count: 32)
  }
}
