/// SM4-CTR (GB/T 32907-2016, GB/T 17964) and HMAC-SM3 over associated data, nonce and ciphertext: a nonce of 16 bytes, the
/// ciphertext, a code of 32.
///
/// OpenSSL 3.0 has no SM4-GCM, so the two are put together here, encryption first, under two keys derived from the one
/// given.
struct SM4Cipher: AuthenticatedCipher {
  private static let nonceByteCount = 16
  private static let codeByteCount = 32

  private let encryptionKey: SymmetricKey
  private let authentication: HMAC

  init(key: SymmetricKey) throws(CryptoError) {
    guard key.byteCount == 32 else { throw .unusableKey("\(key.byteCount) bytes where the suite takes 32") }
    guard DigestAlgorithm.sm3.isAvailable else { throw .unsupported("the library has no SM3") }
    encryptionKey = HKDF.deriveKey(.sm3, from: key, info: Array("sm4-ctr".utf8), count: 16)
    authentication = HMAC(.sm3, key: HKDF.deriveKey(.sm3, from: key, info: Array("hmac-sm3".utf8), count: 32))
  }

  var overhead: Int { Self.nonceByteCount + Self.codeByteCount }

  func encrypt(_ plaintext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8] {
    let nonce = SecureRandom.bytes(Self.nonceByteCount)
    let context = try CipherContext(.sm4CTR(), .encrypt, key: encryptionKey, nonce: nonce)
    var output: [UInt8] = []
    output.reserveCapacity(plaintext.count + overhead)
    output += nonce
    try context.process(plaintext[...], into: &output)
    output += code(output, associatedData)
    return output
  }

  func decrypt(_ ciphertext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard ciphertext.count >= overhead else { throw .malformed("\(ciphertext.count) bytes are no ciphertext") }
    let covered = Array(ciphertext.dropLast(Self.codeByteCount))
    guard ConstantTime.equals(Array(ciphertext.suffix(Self.codeByteCount)), code(covered, associatedData)) else {
      throw .authenticationFailed
    }
    let nonce = Array(covered.prefix(Self.nonceByteCount))
    let context = try CipherContext(.sm4CTR(), .decrypt, key: encryptionKey, nonce: nonce)
    var plaintext: [UInt8] = []
    plaintext.reserveCapacity(ciphertext.count - overhead)
    try context.process(covered.dropFirst(Self.nonceByteCount), into: &plaintext)
    return plaintext
  }

  private func code(_ covered: [UInt8], _ associatedData: [UInt8]) -> [UInt8] {
    // The length in front keeps bytes from moving between the two.
    authentication.authenticate(parts: [bigEndian(UInt64(associatedData.count)), associatedData, covered])
  }
}
