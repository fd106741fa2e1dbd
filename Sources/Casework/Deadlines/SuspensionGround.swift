/// A ground on which a clock stops, or for which time is not counted.
public struct SuspensionGround: Sendable, Hashable {
  /// The name that rules give in `suspends_on` or `excluded_time`: `ARL39_suspension`.
  public var group: String
  /// What a ledger keeps: `item_1`.
  public var code: String
  public var title: Bilingual
  /// Law and article; `nil` where the ground's own law is the rule's.
  public var basis: String?

  public init(group: String, code: String, title: Bilingual, basis: String? = nil) {
    self.group = group
    self.code = code
    self.title = title
    self.basis = basis
  }
}
