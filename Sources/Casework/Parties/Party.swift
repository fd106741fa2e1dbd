/// Somebody with a part in a case.
public struct Party: Sendable, Hashable {
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case caller, applicant, representative, respondent, thirdParty = "third_party", accused
  }

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 自然人
    case natural
    /// 法人
    case legal
    /// 非法人组织
    case organisation
    /// 行政机关
    case organ
    /// 身份未知
    case unknown
  }

  public var role: Role
  public var kind: Kind
  public var name: String?
  /// A resident identity number (GB 11643) or a unified social credit code (GB 32100), as given.
  public var identityNumber: String?
  public var telephone: String?
  public var address: String?

  public init(
    role: Role, kind: Kind, name: String? = nil, identityNumber: String? = nil, telephone: String? = nil,
    address: String? = nil
  ) {
    self.role = role
    self.kind = kind
    self.name = name
    self.identityNumber = identityNumber
    self.telephone = telephone
    self.address = address
  }
}
