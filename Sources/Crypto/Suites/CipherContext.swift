import COpenSSL

/// A cipher of the library, found once.
final class CipherMethod: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointer is set once, and the library only reads what it points to.
  let pointer: OpaquePointer

  private static let aes256gcm = CipherMethod("AES-256-GCM")
  private static let sm4ctr = CipherMethod("SM4-CTR")

  private init?(_ name: String) {
    guard let pointer = EVP_CIPHER_fetch(nil, name, nil) else {
      forgetLibraryFailure()
      return nil
    }
    self.pointer = pointer
  }

  deinit { EVP_CIPHER_free(pointer) }

  static func aesGCM() throws(CryptoError) -> CipherMethod {
    guard let aes256gcm else { throw .unsupported("the library has no AES-256-GCM") }
    return aes256gcm
  }

  static func sm4CTR() throws(CryptoError) -> CipherMethod {
    guard let sm4ctr else { throw .unsupported("the library has no SM4-CTR") }
    return sm4ctr
  }
}

/// One encryption or decryption under way; its key is wiped with it.
final class CipherContext {
  enum Direction: Int32 {
    case decrypt = 0
    case encrypt = 1
  }

  private let context: OpaquePointer

  init(_ method: CipherMethod, _ direction: Direction, key: SymmetricKey, nonce: [UInt8]) throws(CryptoError) {
    guard let context = EVP_CIPHER_CTX_new() else { throw libraryFailure("EVP_CIPHER_CTX_new") }
    self.context = context
    guard
      key.byteCount == Int(EVP_CIPHER_get_key_length(method.pointer)),
      nonce.count == Int(EVP_CIPHER_get_iv_length(method.pointer))
    else { throw .unusableKey("a key of \(key.byteCount) bytes with a nonce of \(nonce.count)") }
    let done = key.withUnsafeBytes {
      EVP_CipherInit_ex2(context, method.pointer, $0.baseAddress, nonce, direction.rawValue, nil)
    }
    guard done == 1 else { throw libraryFailure("EVP_CipherInit_ex2") }
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  /// Adds data that is authenticated and not encrypted.
  func authenticate(_ data: [UInt8]) throws(CryptoError) {
    guard !data.isEmpty else { return }
    guard data.count <= longestMessage else { throw .malformed("associated data of \(data.count) bytes is too long") }
    var count: Int32 = 0
    guard EVP_CipherUpdate(context, nil, &count, data, Int32(data.count)) == 1 else {
      throw libraryFailure("EVP_CipherUpdate")
    }
  }

  /// Processes `input` and appends as many bytes to `output`.
  func process(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) throws(CryptoError) {
    guard input.count <= longestMessage else { throw .malformed("a message of \(input.count) bytes is too long") }
    guard !input.isEmpty else { return }
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: input.count))
    let done = input.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var count: Int32 = 0
        let done = EVP_CipherUpdate(
          context, output.baseAddress?.advanced(by: start), &count, input.baseAddress, Int32(input.count))
        return done == 1 && Int(count) == input.count
      }
    }
    guard done else { throw libraryFailure("EVP_CipherUpdate") }
  }

  /// Ends an encryption and gives the tag.
  func finish(tagByteCount count: Int) throws(CryptoError) -> [UInt8] {
    guard end() else { throw libraryFailure("EVP_CipherFinal_ex") }
    var tag = [UInt8](repeating: 0, count: count)
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(count), &tag) == 1 else {
      throw libraryFailure("EVP_CTRL_AEAD_GET_TAG")
    }
    return tag
  }

  /// Ends a decryption; throws unless the tag is right.
  func finish(verifying tag: ArraySlice<UInt8>) throws(CryptoError) {
    var tag = Array(tag)
    guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) == 1 else {
      throw libraryFailure("EVP_CTRL_AEAD_SET_TAG")
    }
    guard end() else {
      forgetLibraryFailure()
      throw .authenticationFailed
    }
  }

  private func end() -> Bool {
    var nothing = [UInt8](repeating: 0, count: 32)
    var count: Int32 = 0
    return EVP_CipherFinal_ex(context, &nothing, &count) == 1 && count == 0
  }
}
