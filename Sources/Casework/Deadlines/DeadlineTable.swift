/// All periods, each with its versions.
public struct DeadlineTable: Sendable {
  /// Which version of a rule a clock runs under when the law changes.
  public enum ChangeOver: String, Sendable, Hashable, CaseIterable {
    /// The version in force when the clock started, to its end.
    case atStart = "at_start"
    /// The version in force on the day of the computation, where there is one; else the one in force at the start.
    case newest
  }

  public let changeOver: ChangeOver
  /// In the order of the files.
  public let rules: [DeadlineRule]
  public let grounds: [SuspensionGround]
  private let versions: [String: [DeadlineRule]]
  private let groundsByGroup: [String: [SuspensionGround]]

  public init(rules: [DeadlineRule], grounds: [SuspensionGround] = [], changeOver: ChangeOver = .atStart) {
    self.rules = rules
    self.grounds = grounds
    self.changeOver = changeOver
    versions = Dictionary(grouping: rules, by: \.id)
    groundsByGroup = Dictionary(grouping: grounds, by: \.group)
  }

  /// The same table under another setting.
  public func with(changeOver: ChangeOver) -> DeadlineTable {
    DeadlineTable(rules: rules, grounds: grounds, changeOver: changeOver)
  }

  public func contains(_ id: String) -> Bool { versions[id] != nil }

  /// The versions of a rule, in the order of the files.
  public func versions(of id: String) -> [DeadlineRule] { versions[id] ?? [] }

  /// The version under which a clock runs.
  ///
  /// - Parameters:
  ///   - start: the day of the clock's starting event.
  ///   - day: the day of the computation, where the setting asks for it.
  public func rule(_ id: String, startingOn start: LocalDate, on day: LocalDate? = nil) throws(ClockRefusal)
    -> DeadlineRule
  {
    guard let versions = versions[id], let first = versions.first else { throw ClockRefusal.unknownRule(id) }
    if changeOver == .newest, let day, let rule = versions.first(where: { $0.inForce.contains(day) }) { return rule }
    guard let rule = versions.first(where: { $0.inForce.contains(start) }) else {
      throw ClockRefusal.notInForce(first, start)
    }
    return rule
  }

  /// The grounds that may stop a clock of this rule, or, with `excluding`, whose time it does not count.
  public func grounds(of rule: DeadlineRule, excluding: Bool = false) -> [SuspensionGround] {
    (excluding ? rule.excludedTime : rule.suspendsOn).flatMap { groundsByGroup[$0] ?? [] }
  }
}
