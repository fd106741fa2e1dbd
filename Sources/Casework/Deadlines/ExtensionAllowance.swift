/// How far a period may be extended, and who says so.
public struct ExtensionAllowance: Sendable, Hashable {
  /// The most that may be added in all, in ``unit``; `nil` where the text gives no number.
  public var most: Int?
  /// What extensions are counted in; `nil`: any unit.
  public var unit: DeadlineUnit?
  /// How often; `nil` where the text does not say.
  public var times: Int?
  /// Who approves: `head_of_reconsideration_body`.
  public var approver: String
  public var approverTitle: Bilingual
  public var condition: Bilingual?

  public init(
    most: Int?, unit: DeadlineUnit?, times: Int? = nil, approver: String, approverTitle: Bilingual,
    condition: Bilingual? = nil
  ) {
    self.most = most
    self.unit = unit
    self.times = times
    self.approver = approver
    self.approverTitle = approverTitle
    self.condition = condition
  }
}
