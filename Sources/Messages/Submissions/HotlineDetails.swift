/// What the hotline (12345) asks for beside the text.
public struct HotlineDetails: Sendable, Hashable {
  public var matter: MatterKind?
  public var caller: Caller
  public var against: [Accused]
  /// How many people stand behind the matter; `nil` when nobody said.
  public var peopleCount: Int?

  /// 诉求类型
  public enum MatterKind: String, Sendable, Hashable, CaseIterable {
    case consultation = "咨询"
    case help = "求助"
    case complaint = "投诉"
    case report = "举报"
    case suggestion = "建议"
    case praise = "表扬"
  }

  public init(matter: MatterKind?, caller: Caller, against: [Accused] = [], peopleCount: Int? = nil) {
    self.matter = matter
    self.caller = caller
    self.against = against
    self.peopleCount = peopleCount
  }
}

/// Who called, and how far that may be told.
public struct Caller: Sendable, Hashable {
  /// 实名、保密、匿名
  public enum Disclosure: String, Sendable, Hashable, CaseIterable { case named, confidential, anonymous }

  public var disclosure: Disclosure
  public var name: String?
  public var identityNumber: String?
  public var telephone: String?
  public var address: String?

  public init(
    disclosure: Disclosure, name: String? = nil, identityNumber: String? = nil, telephone: String? = nil,
    address: String? = nil
  ) {
    self.disclosure = disclosure
    self.name = name
    self.identityNumber = identityNumber
    self.telephone = telephone
    self.address = address
  }
}

/// Against whom a matter is directed (被反映对象).
public struct Accused: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case organ, official, enterprise, individual, village, court, police, unknown
  }

  public var name: String
  public var kind: Kind

  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
