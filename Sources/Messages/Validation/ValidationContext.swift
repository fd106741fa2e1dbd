public import Casework

/// What a submission is judged by besides itself.
public struct ValidationContext: Sendable {
  /// Milliseconds since 1970-01-01 UTC: the time of receipt where none is given, and the bound of dates in the future.
  public var now: Int64
  /// The regions of the city; `nil`: any code of the right form will do.
  public var regions: RegionIndex?
  /// The source of records that name none; `nil`: such a record is refused.
  public var source: String?
  /// The channel of records that name none.
  public var channel: Submission.Channel
  /// Whether a record may lack an external id; its submission then has an empty one, see ``ReadSubmission``.
  public var mayLackExternalID: Bool

  public init(
    now: Int64, regions: RegionIndex? = nil, source: String? = nil, channel: Submission.Channel = .other,
    mayLackExternalID: Bool = false
  ) {
    self.now = now
    self.regions = regions
    self.source = source
    self.channel = channel
    self.mayLackExternalID = mayLackExternalID
  }
}

/// The regions that the city knows, by code and by name.
public struct RegionIndex: Sendable, Hashable {
  public var codes: Set<RegionCode>
  /// Names as people write them (清城区, 清城, 凤城街道), without those that two regions share.
  public var names: [String: RegionCode]

  public init(codes: Set<RegionCode>, names: [String: RegionCode] = [:]) {
    self.codes = codes
    self.names = names
  }
}

/// A submission as a reader gives it: validated, but possibly without a key of its own.
public struct ReadSubmission: Sendable, Hashable {
  /// Its ``BusinessKey/externalID`` is empty when `hasExternalID` is `false`.
  public var submission: Submission
  public var hasExternalID: Bool
  /// `false` when the time of receipt is the time of reading.
  public var hasReceivedAt: Bool

  public init(submission: Submission, hasExternalID: Bool, hasReceivedAt: Bool) {
    self.submission = submission
    self.hasExternalID = hasExternalID
    self.hasReceivedAt = hasReceivedAt
  }
}
