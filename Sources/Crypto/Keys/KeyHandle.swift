import COpenSSL

/// A key of the library, public or with its private part: the one owner of it.
final class KeyHandle: @unchecked Sendable {
  // Sendable without the compiler's proof: after `init` the key is only read, which the library allows from any thread.
  private let key: OpaquePointer

  /// Which suite's keys are of this type.
  let suite: SuiteID

  /// Takes over a key; refuses one of a type that no suite uses.
  init(owning key: OpaquePointer) throws(CryptoError) {
    guard let suite = SuiteID.allCases.first(where: { EVP_PKEY_is_a(key, $0.keyType) == 1 }) else {
      let type = EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown"
      EVP_PKEY_free(key)
      throw .unusableKey("a key of type \(type); X25519 and SM2 are used here")
    }
    self.key = key
    self.suite = suite
  }

  deinit { EVP_PKEY_free(key) }

  /// A new pair of keys.
  static func generate(_ suite: SuiteID) throws(CryptoError) -> KeyHandle {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, suite.keyType, nil) else {
      forgetLibraryFailure()
      throw .unsupported("the library has no \(suite.keyType)")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_generate(context, &key) == 1, let key else {
      throw libraryFailure("EVP_PKEY_generate")
    }
    return try KeyHandle(owning: key)
  }

  /// The public part: 32 bytes of X25519, or an uncompressed point of SM2.
  func publicBytes() throws(CryptoError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let count = EVP_PKEY_get1_encoded_public_key(key, &buffer)
    guard count > 0, let buffer else { throw libraryFailure("EVP_PKEY_get1_encoded_public_key") }
    defer { CRYPTO_free(buffer, #file, #line) }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  /// Throws unless the public part is what it claims to be, such as a point on the curve.
  func checkPublicPart() throws(CryptoError) {
    let context = try operation()
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_public_check(context) == 1 else {
      forgetLibraryFailure()
      throw .unusableKey("its public part is not valid")
    }
  }

  /// Throws unless both parts are valid and belong together.
  func checkPair() throws(CryptoError) {
    let context = try operation()
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_check(context) == 1 else {
      forgetLibraryFailure()
      throw .unusableKey("its private and public parts do not belong together")
    }
  }

  /// The secret that this private key and another's public key have in common (RFC 7748).
  func sharedSecret(with other: KeyHandle) throws(CryptoError) -> SymmetricKey {
    let context = try operation()
    defer { EVP_PKEY_CTX_free(context) }
    var secret = [UInt8](repeating: 0, count: 32)
    defer { wipe(&secret) }
    var count = secret.count
    // The library itself refuses a public key that makes the secret zero.
    guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, other.key) == 1,
      EVP_PKEY_derive(context, &secret, &count) == 1, count == secret.count
    else { throw libraryFailure("EVP_PKEY_derive") }
    return SymmetricKey(secret)
  }

  /// Encrypts a few bytes to this public key (GB/T 32918.4).
  func encrypt(_ plaintext: SymmetricKey) throws(CryptoError) -> [UInt8] {
    let context = try operation()
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_encrypt_init(context) == 1 else { throw libraryFailure("EVP_PKEY_encrypt_init") }
    var output: [UInt8] = []
    let done = plaintext.withUnsafeBytes { plaintext in
      var count = 0
      guard EVP_PKEY_encrypt(context, nil, &count, plaintext.baseAddress, plaintext.count) == 1 else { return false }
      output = [UInt8](repeating: 0, count: count)
      guard EVP_PKEY_encrypt(context, &output, &count, plaintext.baseAddress, plaintext.count) == 1 else {
        return false
      }
      output.removeLast(output.count - count)
      return true
    }
    guard done else { throw libraryFailure("EVP_PKEY_encrypt") }
    return output
  }

  /// Decrypts what ``encrypt(_:)`` gave.
  func decrypt(_ ciphertext: [UInt8]) throws(CryptoError) -> SymmetricKey {
    let context = try operation()
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_decrypt_init(context) == 1 else { throw libraryFailure("EVP_PKEY_decrypt_init") }
    var count = 0
    var output: [UInt8] = []
    defer { wipe(&output) }
    guard EVP_PKEY_decrypt(context, nil, &count, ciphertext, ciphertext.count) == 1 else {
      forgetLibraryFailure()
      throw .authenticationFailed
    }
    output = [UInt8](repeating: 0, count: count)
    guard EVP_PKEY_decrypt(context, &output, &count, ciphertext, ciphertext.count) == 1 else {
      forgetLibraryFailure()
      throw .authenticationFailed
    }
    return SymmetricKey(Array(output.prefix(count)))
  }

  /// Lends the key to code of this module that writes it out.
  func withKey<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    body(key)
  }

  private func operation() throws(CryptoError) -> OpaquePointer {
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { throw libraryFailure("EVP_PKEY_CTX_new") }
    return context
  }
}

extension SuiteID {
  /// The library's name for the suite's keys.
  var keyType: String {
    switch self {
    case .international: "X25519"
    case .national: "SM2"
    }
  }
}
