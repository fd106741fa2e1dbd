/// Keys out of a secret (RFC 5869).
public enum HKDF {
  /// A key of `count` bytes, at most 255 digests long.
  ///
  /// - Parameters:
  ///   - secret: the secret from which it is made, itself of any quality.
  ///   - salt: need not be secret.
  ///   - info: what the key is for; another purpose gives another key.
  public static func deriveKey(
    _ algorithm: DigestAlgorithm, from secret: SymmetricKey, salt: [UInt8] = [], info: [UInt8], count: Int
  ) -> SymmetricKey {
    precondition(count <= 255 * algorithm.byteCount, "RFC 5869 §2.3: a key of at most 255 digests")
    let saltKey = SymmetricKey(salt.isEmpty ? [UInt8](repeating: 0, count: algorithm.byteCount) : salt)
    let extracted = HMAC(algorithm, key: saltKey).authenticate(secret.exportedBytes())
    let expand = HMAC(algorithm, key: SymmetricKey(extracted))
    var output: [UInt8] = []
    var block: [UInt8] = []
    var number: UInt8 = 1
    while output.count < count {
      block = expand.authenticate(parts: [block, info, [number]])
      output += block
      number &+= 1
    }
    return SymmetricKey(Array(output.prefix(count)))
  }
}
