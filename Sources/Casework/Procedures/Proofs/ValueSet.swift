/// Something about a case that a predicate asks for.
enum Variable: Hashable {
  case datum(String)
  case before(DayOrigin, DayOrigin)
  case clock(String)
  case within(String, DayOrigin)
  case extended(String)
  case linked(CaseLinkKind, String?)
  case excluded(ProcedureFamily)
  case happened(String)
  case cameFrom
  case accused(Predicate.OrganOrigin)
}

/// The values that a variable may have under a constraint.
enum ValueSet: Hashable {
  case names(Set<String>)
  /// Ascending ranges that do not touch, and whether the value may be unknown.
  case numbers([ClosedRange<Int64>], orUnknown: Bool)

  /// The name of what is not known.
  static let unknown = ""
  static let yes: ValueSet = .names(["yes"])
  static let no: ValueSet = .names(["no"])

  var isEmpty: Bool {
    switch self {
    case .names(let names): names.isEmpty
    case .numbers(let ranges, let orUnknown): ranges.isEmpty && !orUnknown
    }
  }

  /// The values in both; a set of names and one of numbers have none in common.
  func intersection(_ other: ValueSet) -> ValueSet {
    switch (self, other) {
    case (.names(let one), .names(let two)): return .names(one.intersection(two))
    case (.numbers(let one, let here), .numbers(let two, let there)):
      let common = one.flatMap { a in
        two.compactMap { b in
          a.overlaps(b) ? max(a.lowerBound, b.lowerBound)...min(a.upperBound, b.upperBound) : nil
        }
      }
      return .numbers(common, orUnknown: here && there)
    default: return .names([])
    }
  }

  /// The values of a domain that are not in the set.
  func complement(in domain: ValueSet) -> ValueSet {
    switch (self, domain) {
    case (.names(let one), .names(let all)): return .names(all.subtracting(one))
    case (.numbers(let ranges, let orUnknown), .numbers(let all, let mayBeUnknown)):
      var gaps: [ClosedRange<Int64>] = []
      var next: Int64? = 0
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let start = next, start < range.lowerBound { gaps.append(start...(range.lowerBound - 1)) }
        next = range.upperBound == .max ? nil : range.upperBound + 1
      }
      if let start = next { gaps.append(start...Int64.max) }
      return ValueSet.numbers(gaps, orUnknown: mayBeUnknown && !orUnknown)
        .intersection(.numbers(all, orUnknown: mayBeUnknown))
    default: return domain
    }
  }
}
