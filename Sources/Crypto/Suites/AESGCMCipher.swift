/// AES-256-GCM (NIST SP 800-38D): a nonce of 12 bytes, the ciphertext, a tag of 16.
struct AESGCMCipher: AuthenticatedCipher {
  private static let nonceByteCount = 12
  private static let tagByteCount = 16

  private let key: SymmetricKey

  init(key: SymmetricKey) throws(CryptoError) {
    guard key.byteCount == 32 else { throw .unusableKey("\(key.byteCount) bytes where AES-256 takes 32") }
    self.key = key
  }

  var overhead: Int { Self.nonceByteCount + Self.tagByteCount }

  func encrypt(_ plaintext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8] {
    try encrypt(plaintext, associatedData: associatedData, nonce: SecureRandom.bytes(Self.nonceByteCount))
  }

  /// With a given nonce, which must never have been used with this key: for known answers.
  func encrypt(_ plaintext: [UInt8], associatedData: [UInt8], nonce: [UInt8]) throws(CryptoError) -> [UInt8] {
    let context = try CipherContext(.aesGCM(), .encrypt, key: key, nonce: nonce)
    try context.authenticate(associatedData)
    var output: [UInt8] = []
    output.reserveCapacity(plaintext.count + overhead)
    output += nonce
    try context.process(plaintext[...], into: &output)
    output += try context.finish(tagByteCount: Self.tagByteCount)
    return output
  }

  func decrypt(_ ciphertext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard ciphertext.count >= overhead else { throw .malformed("\(ciphertext.count) bytes are no ciphertext") }
    let nonce = Array(ciphertext.prefix(Self.nonceByteCount))
    let context = try CipherContext(.aesGCM(), .decrypt, key: key, nonce: nonce)
    try context.authenticate(associatedData)
    var plaintext: [UInt8] = []
    plaintext.reserveCapacity(ciphertext.count - overhead)
    try context.process(ciphertext.dropFirst(Self.nonceByteCount).dropLast(Self.tagByteCount), into: &plaintext)
    // Only here is it known whether what came out may be looked at.
    do {
      try context.finish(verifying: ciphertext.suffix(Self.tagByteCount))
    } catch {
      wipe(&plaintext)
      throw error
    }
    return plaintext
  }
}
