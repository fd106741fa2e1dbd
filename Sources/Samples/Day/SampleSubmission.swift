public import Messages

/// A submission as a producer's system writes it: text fields, some of them missing or wrong on purpose.
public struct SampleSubmission: Sendable, Hashable {
  /// The topic's kind.
  public var kind: Submission.Kind
  /// The system it comes from, and its number there.
  public var source: String
  public var externalID: String
  /// As the system writes times; not always one that can be read.
  public var receivedAt: String
  /// 电话、微信、网站、APP、来信、来访、转办, or nothing.
  public var channel: String?
  /// A county's code.
  public var region: String?
  /// The region in words, sometimes one that does not exist.
  public var regionName: String?
  public var place: String?
  /// The text of the matter; for a reconsideration facts and reasons, for a mediation the facts of the dispute.
  public var text: String
  public var previousNumber: String?
  public var details: Details

  public enum Details: Sendable, Hashable {
    case hotline(Hotline)
    case reconsideration(ReconsiderationDetails)
    case mediation(MediationDetails)
  }

  /// The columns of a hotline export beside the text.
  public struct Hotline: Sendable, Hashable {
    /// 诉求类型: 咨询 求助 投诉 举报 建议 表扬, or nothing.
    public var matter: String?
    public var disclosure: Caller.Disclosure
    public var name: String?
    public var telephone: String?
    public var identityNumber: String?
    public var against: Accused?
    public var peopleCount: Int?
  }
}
