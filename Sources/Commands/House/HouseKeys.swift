import Casework
import Crypto
import Foundation
import Rulebook

/// The secrets of an installation.
///
/// Made at the first start, in files that only their owner can read. The private key of the supervision docket is made
/// with them, so that nothing has to be set up to try Fenliu out; it belongs into the hands of the supervision office,
/// off this machine: nothing here needs it but `fenliu case show --supervision-key`.
struct HouseKeys: Sendable {
  /// Query codes and content digests are derived with it. Losing it makes old query codes invalid.
  let secret: SymmetricKey
  /// What accusations are sealed to.
  let supervision: PublicKey

  /// A name of this installation that is the same after every start and tells nothing of the secret.
  var installation: String { Self.installation(secret) }

  /// The name of the installation whose keys are in the folder; `nil` where there are none.
  static func installation(folder: String) throws -> String? {
    let path = "\(folder)/\(secretFile)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return installation(try SecretKeyFile(path: path).symmetricKey())
  }

  private static func installation(_ secret: SymmetricKey) -> String {
    Hex.encode(Array(HMAC(.sha256, key: secret).authenticate(Array("fenliu installation".utf8)).prefix(6)))
  }

  static let secretFile = "house.key"
  static let publicFile = "supervision.public.pem"
  static let privateFile = "supervision.private.pem"

  /// Opens the keys in the folder, making those that are missing.
  static func open(folder: String, suite: Settings.Crypto.Suite) throws -> HouseKeys {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let secret = SecretKeyFile(path: "\(folder)/\(secretFile)")
    return HouseKeys(secret: try secret.symmetricKey(), supervision: try supervisionKey(folder: folder, suite: suite))
  }

  /// The public key lies in an ordinary file: where it is there, it counts, whoever holds the private one.
  private static func supervisionKey(folder: String, suite: Settings.Crypto.Suite) throws -> PublicKey {
    let publicPath = "\(folder)/\(publicFile)"
    if let pem = try? String(contentsOfFile: publicPath, encoding: .utf8) { return try PublicKey(pem: pem) }
    let key = try PrivateKey(generating: suite == .national ? .national : .international)
    try SecretKeyFile(path: "\(folder)/\(privateFile)").create(Array(try key.pem().utf8))
    try Data(try key.publicKey.pem().utf8).write(to: URL(filePath: publicPath), options: .atomic)
    return key.publicKey
  }
}

extension Settings.Crypto.Suite {
  /// The digests of the suite.
  var digests: DigestAlgorithm {
    switch self {
    case .international: .sha256
    case .national: .sm3
    }
  }
}
