import COpenSSL

/// Overwrites the bytes, in a way that the compiler does not take away.
func wipe(_ bytes: inout [UInt8]) {
  bytes.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
  bytes = []
}

/// The eight bytes of a number, the most significant first.
func bigEndian(_ number: UInt64) -> [UInt8] {
  withUnsafeBytes(of: number.bigEndian) { Array($0) }
}
