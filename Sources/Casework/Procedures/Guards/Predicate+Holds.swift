extension Predicate {
  /// Whether the answer is yes.
  public func holds(_ facts: CaseFacts) -> Bool {
    switch self {
    case .oneOf(let datum, let values): facts.data[datum].map(values.contains) ?? false
    case .present(let datum): facts.data[datum] != nil
    case .number(let datum, let range): facts.data[datum].flatMap { Int64($0) }.map(range.contains) ?? false
    case .amount(let datum, let range): facts.data[datum].flatMap { Amount($0)?.fen }.map(range.contains) ?? false
    case .before(let one, let other): Self.isBefore(facts.day(one), facts.day(other))
    case .clock(let rule, let states): facts.clocks[rule].map { states.contains($0.state) } ?? false
    case .within(let rule, let day): Self.isWithin(facts.day(day), facts.clocks[rule])
    case .extended(let rule): facts.clocks[rule].map { $0.extensions > 0 } ?? false
    case .linked(let kind, let procedure):
      facts.links.contains { $0.kind == kind && (procedure == nil || $0.procedure == procedure) }
    case .excluded(let family): Self.isExcluded(family, facts)
    case .happened(let event, let times): times.contains(facts.history[event] ?? 0)
    case .cameFrom(let states): facts.enteredFrom.map(states.contains) ?? false
    case .accused(.acting): facts.organ.map(facts.accused.contains) ?? false
    case .accused(.datum(let name)): facts.data[name].map(facts.accused.contains) ?? false
    case .not(let predicate): !predicate.holds(facts)
    case .any(let predicates): predicates.contains { $0.holds(facts) }
    case .all(let predicates): predicates.allSatisfy { $0.holds(facts) }
    }
  }

  private static func isBefore(_ one: LocalDate?, _ other: LocalDate?) -> Bool {
    guard let one, let other else { return false }
    return one < other
  }

  private static func isWithin(_ day: LocalDate?, _ clock: ClockFact?) -> Bool {
    guard let day, let last = clock?.lastDay else { return false }
    return day <= last
  }

  private static func isExcluded(_ family: ProcedureFamily, _ facts: CaseFacts) -> Bool {
    let standings = facts.links.reduce(into: Set<String>()) { $0.formUnion($1.standings) }
    return !facts.exclusivity.refusals(of: family, standings: standings).isEmpty
  }
}
