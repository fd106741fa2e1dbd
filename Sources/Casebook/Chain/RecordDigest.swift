import Crypto

/// Digests as the casebook stores them: the algorithm's number in one byte, then the digest.
enum RecordDigest {
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    DigestAlgorithm.sha256.digest(bytes).encoded
  }

  /// With the algorithm's name, for instance `sha256:…`; empty for the genesis of a chain.
  static func text(_ stored: [UInt8]) -> String {
    Digest(encoded: stored)?.description ?? ""
  }

  static func freshSalt() -> [UInt8] { SecureRandom.bytes(16) }
}
