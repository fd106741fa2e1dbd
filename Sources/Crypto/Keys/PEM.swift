import COpenSSL

/// Keys as text (RFC 7468).
enum PEM {
  /// Rounds of PBKDF2 for a private key's passphrase, as OWASP has asked for since 2023.
  private static let rounds: Int32 = 600_000

  static func readPublicKey(_ text: String) throws(CryptoError) -> KeyHandle {
    let memory = try TextBuffer(text)
    guard let key = PEM_read_bio_PUBKEY(memory.bio, nil, refusePassphrase, nil) else {
      forgetLibraryFailure()
      throw .malformed("no public key in this text; it should begin with -----BEGIN PUBLIC KEY-----")
    }
    return try KeyHandle(owning: key)
  }

  static func readPrivateKey(_ text: String, passphrase: String?) throws(CryptoError) -> KeyHandle {
    let info =
      try text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
      ? decrypt(text, passphrase: passphrase) : plainInfo(text)
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    guard let key = EVP_PKCS82PKEY(info) else {
      forgetLibraryFailure()
      throw .malformed("the private key in this text cannot be read")
    }
    return try KeyHandle(owning: key)
  }

  static func write(publicKey: KeyHandle) throws(CryptoError) -> String {
    let memory = try TextBuffer()
    guard publicKey.withKey({ PEM_write_bio_PUBKEY(memory.bio, $0) }) == 1 else {
      throw libraryFailure("PEM_write_bio_PUBKEY")
    }
    return memory.text
  }

  static func write(privateKey: KeyHandle, passphrase: String?) throws(CryptoError) -> String {
    let memory = try TextBuffer()
    guard let info = privateKey.withKey({ EVP_PKEY2PKCS8($0) }) else { throw libraryFailure("EVP_PKEY2PKCS8") }
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    guard let passphrase else {
      guard PEM_write_bio_PKCS8_PRIV_KEY_INFO(memory.bio, info) == 1 else {
        throw libraryFailure("PEM_write_bio_PKCS8_PRIV_KEY_INFO")
      }
      return memory.text
    }
    let cipher = privateKey.suite == .national ? EVP_sm4_cbc() : EVP_aes_256_cbc()
    var secret = passphrase.utf8CString.map { $0 }
    defer { secret.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
    var salt = SecureRandom.bytes(16)
    guard
      let encrypted = PKCS8_encrypt(
        -1, cipher, secret, Int32(secret.count - 1), &salt, Int32(salt.count), rounds, info)
    else { throw libraryFailure("PKCS8_encrypt") }
    defer { X509_SIG_free(encrypted) }
    guard PEM_write_bio_PKCS8(memory.bio, encrypted) == 1 else { throw libraryFailure("PEM_write_bio_PKCS8") }
    return memory.text
  }

  private static func plainInfo(_ text: String) throws(CryptoError) -> OpaquePointer {
    let memory = try TextBuffer(text)
    guard let info = PEM_read_bio_PKCS8_PRIV_KEY_INFO(memory.bio, nil, refusePassphrase, nil) else {
      forgetLibraryFailure()
      throw .malformed("no private key in this text; it should begin with -----BEGIN PRIVATE KEY-----")
    }
    return info
  }

  private static func decrypt(_ text: String, passphrase: String?) throws(CryptoError) -> OpaquePointer {
    let memory = try TextBuffer(text)
    guard let encrypted = PEM_read_bio_PKCS8(memory.bio, nil, refusePassphrase, nil) else {
      forgetLibraryFailure()
      throw .malformed("the encrypted private key in this text cannot be read")
    }
    defer { X509_SIG_free(encrypted) }
    guard let passphrase else { throw .passphrase }
    var secret = passphrase.utf8CString.map { $0 }
    defer { secret.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
    guard let info = PKCS8_decrypt(encrypted, secret, Int32(secret.count - 1)) else {
      forgetLibraryFailure()
      throw .passphrase
    }
    return info
  }
}

/// Stands where the library would otherwise ask at the terminal.
private func refusePassphrase(
  _: UnsafeMutablePointer<CChar>?, _: Int32, _: Int32, _: UnsafeMutableRawPointer?
) -> Int32 { -1 }

/// Text in memory that the library reads or writes; it is wiped when it goes.
private final class TextBuffer {
  let bio: OpaquePointer

  init(_ text: String = "") throws(CryptoError) {
    guard let bio = BIO_new(BIO_s_mem()) else { throw libraryFailure("BIO_new") }
    self.bio = bio
    guard text.utf8.count <= 1 << 20 else { throw .malformed("a key of \(text.utf8.count) bytes") }
    guard !text.isEmpty else { return }
    let bytes = Array(text.utf8)
    guard BIO_write(bio, bytes, Int32(bytes.count)) == Int32(bytes.count) else { throw libraryFailure("BIO_write") }
  }

  deinit { BIO_free_all(bio) }

  /// What was written, taken out.
  var text: String {
    var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(bio))
    let count = BIO_read(bio, &bytes, Int32(bytes.count))
    return String(decoding: bytes.prefix(Int(max(count, 0))), as: UTF8.self)
  }
}
