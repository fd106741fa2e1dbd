/// What each variable may be, all at once. A variable that is not named may be anything.
typealias Conjunction = [Variable: ValueSet]

/// Decides whether predicates can hold together.
///
/// Each predicate of the closed list is a constraint on one variable with a finite domain or with ranges of numbers, so
/// that the disjunctive form decides it. Variables count as independent: two of them are never found to exclude each
/// other, so what is said to be disjoint is so.
struct Satisfiability {
  let procedure: Procedure
  private let states: Set<String>
  private let forms: [String: ProcedureDatum.Form]

  init(_ procedure: Procedure) {
    self.procedure = procedure
    states = Set(procedure.states.map(\.id))
    forms = Dictionary(procedure.data.map { ($0.name, $0.form) }) { first, _ in first }
  }

  func canHold(_ predicates: [Predicate]) -> Bool { !alternatives(.all(predicates)).isEmpty }

  /// The disjunctive form, without alternatives that cannot be.
  func alternatives(_ predicate: Predicate, isNegated: Bool = false) -> [Conjunction] {
    switch predicate {
    case .not(let inner): return alternatives(inner, isNegated: !isNegated)
    case .all(let parts): return isNegated ? anyOf(parts, isNegated) : allOf(parts, isNegated)
    case .any(let parts): return isNegated ? allOf(parts, isNegated) : anyOf(parts, isNegated)
    default:
      let (variable, values) = constraint(predicate)
      let wanted = isNegated ? values.complement(in: domain(variable)) : values
      return wanted.isEmpty ? [] : [[variable: wanted]]
    }
  }

  private func anyOf(_ parts: [Predicate], _ isNegated: Bool) -> [Conjunction] {
    parts.flatMap { alternatives($0, isNegated: isNegated) }
  }

  private func allOf(_ parts: [Predicate], _ isNegated: Bool) -> [Conjunction] {
    parts.reduce([[:]]) { joined, part in
      let more = alternatives(part, isNegated: isNegated)
      return joined.flatMap { one in more.compactMap { Self.join(one, $0) } }
    }
  }

  /// Both at once; `nil` when they contradict each other.
  static func join(_ one: Conjunction, _ other: Conjunction) -> Conjunction? {
    var joined = one
    for (variable, values) in other {
      guard let known = joined[variable] else {
        joined[variable] = values
        continue
      }
      let common = known.intersection(values)
      if common.isEmpty { return nil }
      joined[variable] = common
    }
    return joined
  }

  private func constraint(_ predicate: Predicate) -> (Variable, ValueSet) {
    switch predicate {
    case .oneOf(let datum, let values): (.datum(datum), .names(values))
    case .present(let datum): (.datum(datum), known(datum))
    case .number(let datum, let range), .amount(let datum, let range):
      (.datum(datum), .numbers([range], orUnknown: false))
    case .before(let one, let other): (.before(one, other), .yes)
    case .clock(let rule, let wanted): (.clock(rule), .names(Set(wanted.map(\.rawValue))))
    case .within(let rule, let day): (.within(rule, day), .yes)
    case .extended(let rule): (.extended(rule), .yes)
    case .linked(let kind, let other): (.linked(kind, other), .yes)
    case .excluded(let family): (.excluded(family), .yes)
    case .happened(let event, let times):
      (.happened(event), .numbers([Int64(times.lowerBound)...Int64(times.upperBound)], orUnknown: false))
    case .cameFrom(let states): (.cameFrom, .names(states))
    case .accused(let organ): (.accused(organ), .yes)
    case .not, .any, .all: (.cameFrom, domain(.cameFrom))
    }
  }

  /// Any value, as long as there is one.
  private func known(_ datum: String) -> ValueSet {
    switch domain(.datum(datum)) {
    case .names(let names): .names(names.subtracting([ValueSet.unknown]))
    case .numbers(let ranges, _): .numbers(ranges, orUnknown: false)
    }
  }

  /// Everything that a variable may be.
  func domain(_ variable: Variable) -> ValueSet {
    switch variable {
    case .datum(let name):
      switch forms[name] {
      case .oneOf(let values): return .names(Set(values.map(\.code) + [ValueSet.unknown]))
      case .boolean: return .names(["true", "false", ValueSet.unknown])
      case .integer, .amount: return .numbers([0...Int64.max], orUnknown: true)
      default: return .names(["yes", ValueSet.unknown])
      }
    case .clock: return .names(Set(ClockFact.State.allCases.map(\.rawValue) + [ValueSet.unknown]))
    case .happened: return .numbers([0...Int64.max], orUnknown: false)
    case .cameFrom: return .names(states.union([ValueSet.unknown]))
    default: return .names(["yes", "no"])
    }
  }
}

extension Transition {
  /// What has to hold of a case and of what is given with the step.
  var demands: [Predicate] {
    guards.map(\.predicate)
      + (requires + needs).map { datum in
        guard case .oneOf(let values) = datum.form else { return .present(datum: datum.name) }
        return .oneOf(datum: datum.name, values: Set(values.map(\.code)))
      }
  }
}
