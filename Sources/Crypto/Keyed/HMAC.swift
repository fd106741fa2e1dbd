import COpenSSL

/// Keyed digests (RFC 2104): whoever lacks the key can neither make nor check them.
public struct HMAC: Sendable {
  /// The hash function inside.
  public let algorithm: DigestAlgorithm
  private let key: SymmetricKey

  public init(_ algorithm: DigestAlgorithm, key: SymmetricKey) {
    self.algorithm = algorithm
    self.key = key
  }

  /// The code of the message; traps when the algorithm is not available.
  public func authenticate(_ message: [UInt8]) -> [UInt8] { authenticate(parts: [message]) }

  /// Whether the code is that of the message, in a time that does not tell where it differs.
  public func isValid(_ code: [UInt8], for message: [UInt8]) -> Bool {
    ConstantTime.equals(code, authenticate(message))
  }

  /// The code of the parts one after the other. The caller sees to it that their borders cannot be moved.
  func authenticate(parts: [[UInt8]]) -> [UInt8] {
    let context = HMACContext(algorithm, key: key)
    for part in parts { context.update(part) }
    return context.finish()
  }
}

/// One code in the making.
private final class HMACContext {
  /// The library's HMAC, found once.
  private final class Method: @unchecked Sendable {
    // Sendable without the compiler's proof: the pointer is set once, and the library only reads what it points to.
    static let shared = Method()
    let pointer: OpaquePointer

    private init() {
      guard let pointer = EVP_MAC_fetch(nil, OSSL_MAC_NAME_HMAC, nil) else { preconditionFailure("no HMAC") }
      self.pointer = pointer
    }
  }

  private let context: OpaquePointer
  private let byteCount: Int

  init(_ algorithm: DigestAlgorithm, key: SymmetricKey) {
    byteCount = algorithm.byteCount
    guard let context = EVP_MAC_CTX_new(Method.shared.pointer) else { preconditionFailure("out of memory") }
    self.context = context
    let done = key.withUnsafeBytes { key in
      // A null pointer would mean the key of before: an empty key needs an address too.
      var nothing: UInt8 = 0
      return withUnsafePointer(to: &nothing) { nothing in
        let address = key.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing
        return evp_hmac_init(context, address, key.count, algorithm.rawValue)
      }
    }
    precondition(done == 1, "\(libraryFailure("EVP_MAC_init"))")
  }

  deinit { EVP_MAC_CTX_free(context) }

  func update(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    precondition(EVP_MAC_update(context, bytes, bytes.count) == 1, "\(libraryFailure("EVP_MAC_update"))")
  }

  func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
      let done = EVP_MAC_final(context, buffer.baseAddress, &initialized, byteCount)
      precondition(done == 1 && initialized == byteCount, "\(libraryFailure("EVP_MAC_final"))")
    }
  }
}
