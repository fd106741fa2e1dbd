import Casework
import Messages

/// Finds the requests of a submission and lets each be decided by itself.
struct Splitter {
  private let list: CompiledList
  private let reading: Reading
  private let explains: Bool
  private let unfocused: Set<Int>

  init(_ list: CompiledList, _ reading: Reading, explaining: Bool) {
    self.list = list
    self.reading = reading
    explains = explaining
    unfocused = reading.unfocused(by: list.focus)
  }

  /// The requests, at least one, in the order of the rule that split them.
  func requests() -> [RoutedRequest] {
    var evaluator = Evaluator(list, reading, unfocused: unfocused)
    for rule in list.splits where evaluator.holds(rule.test) {
      if let requests = split(by: rule, &evaluator) { return requests }
    }
    return [decide(nil, hidden: [], &evaluator)].compactMap { $0 }
  }

  /// What the whole text accuses somebody of, and where.
  func accusation() -> Accusation? {
    var evaluator = Evaluator(list, reading, unfocused: unfocused)
    guard let outcome = GateWalk(list, asking: list.supervises, explaining: false).walk(&evaluator) else { return nil }
    let others = requests().filter { $0.decision.route != .supervision }
    var ranges = [0..<reading.submission.text.utf8.count]
    if !others.isEmpty {
      let parts = clauses(of: outcome.evidence)
      ranges = Excerpt(reading).ranges(of: parts)
    }
    return Accusation(
      ranges: ranges, isWhole: others.isEmpty, confidence: outcome.clause.confidence, clause: outcome.clause.id)
  }

  private func split(by rule: CompiledSplit, _ evaluator: inout Evaluator) -> [RoutedRequest]? {
    var requests: [RoutedRequest] = []
    for request in rule.requests {
      var hidden = Set<Int>()
      for signal in request.withoutClausesOf where evaluator.holds(.signal(signal)) {
        hidden.formUnion(clauses(of: evaluator.evidence(for: .signal(signal))))
      }
      var own = Evaluator(
        list, reading, unfocused: unfocused, hiddenClauses: hidden, hiddenGroups: Set(request.withoutGroups))
      guard let routed = decide(request, hidden: hidden, &own),
        request.routes.isEmpty || request.routes.contains(routed.decision.route)
      else { return nil }
      requests.append(routed)
    }
    return requests
  }

  private func clauses(of evidence: [Evidence]) -> Set<Int> {
    Set(
      evidence.compactMap { piece in
        if case .word(_, let hit) = piece { hit.clause } else { nil }
      })
  }

  private func decide(
    _ request: CompiledSplit.Request?, hidden: Set<Int>, _ evaluator: inout Evaluator
  ) -> RoutedRequest? {
    let walk = GateWalk(list, asking: request?.asksGate, explaining: explains)
    guard let outcome = walk.walk(&evaluator) else { return nil }
    let clause = outcome.clause
    let isSealed = clause.route == .supervision
    let reasons = Reasons(list, reading, redacted: isSealed)
    var flags = clause.flags + outcome.extraFlags + (request?.flags ?? [])
    for rule in list.flags where !flags.contains(rule.flag) {
      if rule.routes.isEmpty || rule.routes.contains(clause.route), evaluator.holds(rule.test) {
        flags.append(rule.flag)
      }
    }
    let decision = RouteDecision(
      route: clause.route, gate: list.gates[outcome.gate].id, confidence: clause.confidence,
      reasons: reasons.reasons(outcome.evidence), articles: clause.basis, flags: flags, secondary: clause.secondary,
      confirm: clause.confirm + outcome.extraConfirm)
    var facts: [RoutedFact] = []
    for fact in list.facts where explains && evaluator.holds(fact.test) {
      let evidence = evaluator.evidence(for: fact.test)
      facts.append(RoutedFact(name: fact.fact, value: fact.value, reasons: reasons.reasons(evidence)))
    }
    return RoutedRequest(
      decision: decision, isPrimary: false,
      excerpt: hidden.isEmpty ? nil : Excerpt(reading).text(without: hidden), clause: clause.id, facts: facts,
      considered: outcome.considered)
  }
}
