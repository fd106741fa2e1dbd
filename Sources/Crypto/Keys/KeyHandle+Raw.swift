import COpenSSL

extension KeyHandle {
  /// A public key from its bytes, as ``publicBytes()`` gives them.
  static func publicKey(_ suite: SuiteID, bytes: [UInt8]) throws(CryptoError) -> KeyHandle {
    let handle: KeyHandle
    switch suite {
    case .international:
      guard bytes.count == 32, let key = EVP_PKEY_new_raw_public_key_ex(nil, suite.keyType, nil, bytes, bytes.count)
      else {
        forgetLibraryFailure()
        throw .unusableKey("\(bytes.count) bytes are no public key of X25519")
      }
      handle = try KeyHandle(owning: key)
    case .national: handle = try sm2(bytes)
    }
    try handle.checkPublicPart()
    return handle
  }

  /// A private key of X25519 from its 32 bytes.
  static func x25519(privateBytes bytes: [UInt8]) throws(CryptoError) -> KeyHandle {
    guard bytes.count == 32, let key = EVP_PKEY_new_raw_private_key_ex(nil, "X25519", nil, bytes, bytes.count) else {
      forgetLibraryFailure()
      throw .unusableKey("\(bytes.count) bytes are no private key of X25519")
    }
    return try KeyHandle(owning: key)
  }

  private static func sm2(_ point: [UInt8]) throws(CryptoError) -> KeyHandle {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else {
      forgetLibraryFailure()
      throw .unsupported("the library has no SM2")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard evp_sm2_from_point(context, point, point.count, &key) == 1, let key else {
      forgetLibraryFailure()
      throw .unusableKey("\(point.count) bytes are no public key of SM2")
    }
    return try KeyHandle(owning: key)
  }
}
