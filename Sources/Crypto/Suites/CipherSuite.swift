/// What a family of algorithms must be able to do. Everything else in this module is built on it, so that a certified
/// cryptographic module can take the place of OpenSSL by one more implementation.
public protocol CipherSuite: Sendable {
  /// Which family it is.
  var id: SuiteID { get }

  /// A new pair of keys.
  func makePrivateKey() throws(CryptoError) -> PrivateKey

  /// A cipher that encrypts and authenticates under the key, of 32 bytes.
  func cipher(key: SymmetricKey) throws(CryptoError) -> any AuthenticatedCipher

  /// A fresh key for one message, and the bytes from which only the holder of the recipient's private key finds it again.
  func encapsulate(to recipient: PublicKey) throws(CryptoError) -> (key: SymmetricKey, encapsulation: [UInt8])

  /// The key that ``encapsulate(to:)`` made.
  func decapsulate(_ encapsulation: [UInt8], with key: PrivateKey) throws(CryptoError) -> SymmetricKey
}

/// Encrypts and authenticates under one key.
public protocol AuthenticatedCipher: Sendable {
  /// How much longer a ciphertext is than its plaintext.
  var overhead: Int { get }

  /// Nonce, ciphertext and tag. The nonce is random: use one key for at most 2³² messages.
  ///
  /// - Parameter associatedData: is not in the result, but must be given again, the same, to decrypt.
  func encrypt(_ plaintext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8]

  /// The plaintext; nothing of it when any bit of the ciphertext or the associated data has changed.
  func decrypt(_ ciphertext: [UInt8], associatedData: [UInt8]) throws(CryptoError) -> [UInt8]
}

/// The longest message, in bytes: the library counts in 32 bits.
let longestMessage = Int(Int32.max) - 64
