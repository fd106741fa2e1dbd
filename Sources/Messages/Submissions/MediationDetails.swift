/// A request for mediation (人民调解法第17条).
public struct MediationDetails: Sendable, Hashable {
  public var applicants: [Person]
  public var respondents: [Person]
  /// For instance 邻里纠纷, 婚姻家庭, 消费, 医疗, 劳动.
  public var disputeType: String?
  /// Yuan, as a decimal with at most two places.
  public var amount: String?
  /// What the applicant wants.
  public var wanted: String?
  public var requestedBy: RequestedBy
  public var consent: Consent

  /// Who asked for mediation.
  public enum RequestedBy: String, Sendable, Hashable, CaseIterable {
    case party, court, police, hotline
    case petitionOffice = "petition_office"
  }

  /// Whether the other side is known to agree.
  public enum Consent: String, Sendable, Hashable, CaseIterable { case given, refused, unknown }

  public init(
    applicants: [Person], respondents: [Person] = [], disputeType: String? = nil, amount: String? = nil,
    wanted: String? = nil, requestedBy: RequestedBy = .party, consent: Consent = .unknown
  ) {
    self.applicants = applicants
    self.respondents = respondents
    self.disputeType = disputeType
    self.amount = amount
    self.wanted = wanted
    self.requestedBy = requestedBy
    self.consent = consent
  }
}
