import COpenSSL

/// A secret that both sides have. Its memory is wiped when it goes, and no text or log shows it.
public final class SymmetricKey: @unchecked Sendable {
  // Sendable without the compiler's proof: the memory is written once, in `init`, and wiped when nobody is left to read.
  private let memory: UnsafeMutableRawBufferPointer

  /// A key of these bytes.
  public init(_ bytes: [UInt8]) {
    memory = .allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
  }

  /// A new random key.
  public init(randomByteCount count: Int = 32) {
    memory = .allocate(byteCount: count, alignment: 16)
    SecureRandom.fill(memory)
  }

  deinit {
    OPENSSL_cleanse(memory.baseAddress, memory.count)
    memory.deallocate()
  }

  /// The length in bytes.
  public var byteCount: Int { memory.count }

  /// A copy of the bytes, to be stored; it is not wiped by itself.
  public func exportedBytes() -> [UInt8] { Array(memory) }

  /// Tells this key from others without giving it away: eight bytes of an HMAC-SHA-256 under it.
  public var id: [UInt8] { Array(HMAC(.sha256, key: self).authenticate(Array("key id".utf8)).prefix(8)) }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(memory))
  }
}

extension SymmetricKey: Equatable {
  /// Takes the same time wherever two keys of the same length differ.
  public static func == (lhs: SymmetricKey, rhs: SymmetricKey) -> Bool {
    ConstantTime.equals(lhs.exportedBytes(), rhs.exportedBytes())
  }
}

extension SymmetricKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "SymmetricKey(\(byteCount) bytes)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
