/// Why something could not be encrypted, decrypted, read or made.
public enum CryptoError: Error, Equatable, Sendable {
  /// The bytes are not what was sealed, or the key or the associated data is another one. It is not said which: whoever
  /// tries out changes must learn nothing.
  case authenticationFailed
  /// The box was sealed to another key than the one given.
  case wrongKey(needed: Digest, given: Digest)
  /// The box or text does not have the shape that it should have.
  case malformed(String)
  /// The box was made by a version or suite that this program does not know.
  case unsupported(String)
  /// The key cannot be used here.
  case unusableKey(String)
  /// The private key is encrypted, and no passphrase or a wrong one was given.
  case passphrase
  /// The library refused to work.
  case library(operation: String, reason: String)
}

extension CryptoError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .authenticationFailed: "decryption failed: the data was changed, or the key or its context is another one"
    case .wrongKey(let needed, let given): "sealed to the key \(needed), not to \(given)"
    case .malformed(let what): "malformed: \(what)"
    case .unsupported(let what): "not supported: \(what)"
    case .unusableKey(let why): "the key cannot be used: \(why)"
    case .passphrase: "the private key is encrypted, and the passphrase is missing or wrong"
    case .library(let operation, let reason): "\(operation) failed: \(reason)"
    }
  }
}
