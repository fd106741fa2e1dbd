public import Casework

/// One routed request on its way to a docket: the value of a record on `docket.*`.
public struct DocketEntry: Sendable, Hashable {
  public var key: BusinessKey
  public var kind: Submission.Kind
  /// This request's place in the submission, from 1, and how many there are.
  public var request: Int
  public var requestCount: Int
  /// Whether this request's right ends first (rule K4), or it is the only one.
  public var isPrimary: Bool
  public var docket: Docket
  public var decision: RouteDecision
  /// The words of the submission that make up this request; `nil`: all of them.
  public var excerpt: String?
  /// Milliseconds since 1970-01-01 UTC.
  public var decidedAt: Int64
  /// The digest of the decision list that decided.
  public var listVersion: String
  /// The intake record that the request came from.
  public var origin: Origin
  /// Tells a repeat from a conflict; see ``ContentDigest``.
  public var contentDigest: String
  /// The submission in canonical form, as bytes of JSON.
  public var submission: [UInt8]

  /// Coordinates of an intake record, as evidence.
  public struct Origin: Sendable, Hashable {
    public var topic: String
    public var partition: Int32
    public var offset: Int64

    public init(topic: String, partition: Int32, offset: Int64) {
      self.topic = topic
      self.partition = partition
      self.offset = offset
    }
  }

  public init(
    key: BusinessKey, kind: Submission.Kind, request: Int, requestCount: Int, isPrimary: Bool, docket: Docket,
    decision: RouteDecision, excerpt: String?, decidedAt: Int64, listVersion: String, origin: Origin,
    contentDigest: String, submission: [UInt8]
  ) {
    self.key = key
    self.kind = kind
    self.request = request
    self.requestCount = requestCount
    self.isPrimary = isPrimary
    self.docket = docket
    self.decision = decision
    self.excerpt = excerpt
    self.decidedAt = decidedAt
    self.listVersion = listVersion
    self.origin = origin
    self.contentDigest = contentDigest
    self.submission = submission
  }
}
