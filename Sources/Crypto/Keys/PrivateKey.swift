/// The key that opens what was sealed to its public part. No text or log shows it.
public struct PrivateKey: Sendable {
  /// The part that others may have.
  public let publicKey: PublicKey

  let handle: KeyHandle

  /// The suite to which the key belongs.
  public var suite: SuiteID { publicKey.suite }

  init(_ handle: KeyHandle) throws(CryptoError) {
    self.handle = handle
    publicKey = try PublicKey(handle.suite, bytes: handle.publicBytes())
  }

  /// A new pair of keys.
  public init(generating suite: SuiteID) throws(CryptoError) {
    self = try suite.suite.makePrivateKey()
  }

  /// A key from a text that begins with `-----BEGIN PRIVATE KEY-----` or `-----BEGIN ENCRYPTED PRIVATE KEY-----`.
  ///
  /// - Parameter passphrase: for the second of them.
  public init(pem: String, passphrase: String? = nil) throws(CryptoError) {
    let handle = try PEM.readPrivateKey(pem, passphrase: passphrase)
    try handle.checkPair()
    try self.init(handle)
  }

  /// The key as text (PKCS #8, RFC 5958); with a passphrase, encrypted with AES-256 or SM4, as the suite has it, under a
  /// key of 600,000 rounds of PBKDF2.
  public func pem(passphrase: String? = nil) throws(CryptoError) -> String {
    try PEM.write(privateKey: handle, passphrase: passphrase)
  }
}

extension PrivateKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "PrivateKey(of \(publicKey.id))" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
