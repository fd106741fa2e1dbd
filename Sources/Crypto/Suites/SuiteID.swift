/// A family of algorithms that belong together. Its id stands in everything that was sealed with it.
public enum SuiteID: String, Sendable, Hashable, CaseIterable, Codable {
  /// X25519, HKDF-SHA-256, AES-256-GCM.
  case international
  /// The national algorithms: SM2, HKDF-SM3, SM4-CTR with HMAC-SM3.
  case national

  /// The number that stands for the suite in binary forms.
  public var code: UInt8 {
    switch self {
    case .international: 1
    case .national: 2
    }
  }

  /// The suite of a binary form.
  public init?(code: UInt8) {
    guard let suite = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = suite
  }

  /// The hash function of the suite.
  public var digestAlgorithm: DigestAlgorithm {
    switch self {
    case .international: .sha256
    case .national: .sm3
    }
  }

  /// The suite as this library implements it.
  public var suite: any CipherSuite {
    switch self {
    case .international: InternationalSuite()
    case .national: NationalSuite()
    }
  }
}
