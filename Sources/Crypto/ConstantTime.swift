import COpenSSL

/// Comparison whose time does not tell where two secrets differ.
public enum ConstantTime {
  /// Whether both have the same bytes. Only their lengths may show in the time it takes.
  public static func equals(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool {
    guard lhs.count == rhs.count else { return false }
    return lhs.isEmpty || CRYPTO_memcmp(lhs, rhs, lhs.count) == 0
  }
}
