/// An application for administrative reconsideration (行政复议申请; 行政复议法第22条).
public struct ReconsiderationDetails: Sendable, Hashable {
  public var applicants: [Person]
  public var representatives: [Person]
  public var respondent: Organ?
  public var act: Act
  /// 行政复议请求, one entry each.
  public var requests: [String]
  public var compensation: Compensation?
  /// 附带审查 of a normative document (行政复议法第13条).
  public var attachedReview: AttachedReview?
  public var delivery: Delivery?

  /// The act complained of, or the failure to act.
  public struct Act: Sendable, Hashable {
    /// For instance 行政处罚, 行政强制, 不履行职责.
    public var kind: String?
    public var documentNumber: String?
    /// Dates as `YYYY-MM-DD`.
    public var madeOn: String?
    public var knownOn: String?
    public var summary: String?

    public init(
      kind: String? = nil, documentNumber: String? = nil, madeOn: String? = nil, knownOn: String? = nil,
      summary: String? = nil
    ) {
      self.kind = kind
      self.documentNumber = documentNumber
      self.madeOn = madeOn
      self.knownOn = knownOn
      self.summary = summary
    }
  }

  public struct Compensation: Sendable, Hashable {
    /// Yuan, as a decimal with at most two places.
    public var amount: String?
    public var reason: String?

    public init(amount: String? = nil, reason: String? = nil) {
      self.amount = amount
      self.reason = reason
    }
  }

  public struct AttachedReview: Sendable, Hashable {
    public var document: String
    public var reason: String?

    public init(document: String, reason: String? = nil) {
      self.document = document
      self.reason = reason
    }
  }

  /// How the application came: 当面、邮寄、互联网、口头、通过处罚机关 (第22条、第32条).
  public enum Delivery: String, Sendable, Hashable, CaseIterable {
    case inPerson = "in_person"
    case post, internet, oral
    case viaPunishingAgency = "via_punishing_agency"
  }

  public init(
    applicants: [Person], representatives: [Person] = [], respondent: Organ?, act: Act, requests: [String] = [],
    compensation: Compensation? = nil, attachedReview: AttachedReview? = nil, delivery: Delivery? = nil
  ) {
    self.applicants = applicants
    self.representatives = representatives
    self.respondent = respondent
    self.act = act
    self.requests = requests
    self.compensation = compensation
    self.attachedReview = attachedReview
    self.delivery = delivery
  }
}

/// A natural or legal person in a submission.
public struct Person: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable { case natural, legal, organisation }

  public var kind: Kind
  public var name: String?
  /// A resident identity number, or the unified social credit code of a legal person.
  public var identityNumber: String?
  /// 法定代表人
  public var legalRepresentative: String?
  public var telephone: String?
  public var address: String?

  public init(
    kind: Kind, name: String? = nil, identityNumber: String? = nil, legalRepresentative: String? = nil,
    telephone: String? = nil, address: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.identityNumber = identityNumber
    self.legalRepresentative = legalRepresentative
    self.telephone = telephone
    self.address = address
  }
}

/// An administrative organ by name, with its code where one is known.
public struct Organ: Sendable, Hashable {
  public var name: String
  public var code: String?

  public init(name: String, code: String? = nil) {
    self.name = name
    self.code = code
  }
}
