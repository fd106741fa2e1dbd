import Casework
import Messages

/// Goes through the gates for one request.
struct GateWalk {
  /// What was found: the deciding clause and what it followed from.
  struct Outcome {
    var gate: Int
    var clause: CompiledClause
    var evidence: [Evidence]
    /// Marks and questions of gates that held and gave way to this one.
    var extraFlags: [String]
    var extraConfirm: [String]
    var considered: [ConsideredGate]
  }

  private let list: CompiledList
  private let asksGate: [Bool]
  private let explains: Bool

  init(_ list: CompiledList, asking asksGate: [Bool]?, explaining: Bool) {
    self.list = list
    self.asksGate = asksGate ?? Array(repeating: true, count: list.gates.count)
    explains = explaining
  }

  /// The first gate that holds; `nil` when none of those asked does.
  func walk(_ evaluator: inout Evaluator) -> Outcome? {
    var flags: [String] = []
    var confirm: [String] = []
    var considered: [ConsideredGate] = []
    for (index, gate) in list.gates.enumerated() where asksGate[index] {
      if let clause = clause(of: gate, &evaluator) {
        let before = gate.yieldsTo.filter { asksGate[$0] && self.clause(of: list.gates[$0], &evaluator) != nil }
        guard before.isEmpty else {
          flags += gate.yieldFlags
          confirm += gate.yieldConfirm
          if explains {
            let names = before.map { list.gates[$0].id }
            considered.append(ConsideredGate(gate: gate.id, title: gate.title, clauses: [], gaveWayTo: names))
          }
          continue
        }
        return Outcome(
          gate: index, clause: clause, evidence: evaluator.evidence(for: clause.test), extraFlags: flags,
          extraConfirm: confirm, considered: considered)
      }
      if explains { considered.append(whyNot(gate, &evaluator)) }
    }
    return nil
  }

  private func clause(of gate: CompiledGate, _ evaluator: inout Evaluator) -> CompiledClause? {
    for clause in gate.clauses where evaluator.holds(clause.test) { return clause }
    return nil
  }

  private func whyNot(_ gate: CompiledGate, _ evaluator: inout Evaluator) -> ConsideredGate {
    let explainer = Explainer(list)
    let clauses = gate.clauses.map { clause in
      var missing: [String] = []
      var against: [String] = []
      explainer.explain(clause.test, &evaluator, missing: &missing, against: &against)
      return ConsideredClause(clause: clause.id, missing: missing, against: against)
    }
    return ConsideredGate(gate: gate.id, title: gate.title, clauses: clauses, gaveWayTo: [])
  }
}
