public import Casework
public import Crypto

/// The codes with which citizens ask after their matters: derived from the registration number with the house's secret,
/// so that the same submission sent again gets the same code, and nobody can compute another's.
public struct QueryCodes: Sendable {
  private let hmac: HMAC

  public init(secret: SymmetricKey) {
    hmac = HMAC(.sha256, key: secret)
  }

  /// Eight characters of Crockford's alphabet in two groups, 40 bits: `7K3F-9QTM`.
  public func code(for number: RegistrationNumber) -> String {
    let mac = hmac.authenticate(Array("fenliu query code:\(number)".utf8))
    let text = Base32Crockford.encode(Array(mac.prefix(5)))
    return "\(text.prefix(4))-\(text.dropFirst(4))"
  }
}
