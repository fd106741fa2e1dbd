import Casework
import Rulebook
import Testing

/// Every step of every procedure, allowed and refused.
@Suite("Every step of every procedure") struct EveryTransitionTests {
  /// A step of a procedure, by its place.
  struct Step: Sendable, CustomTestStringConvertible {
    var procedure: Procedure
    var transition: Transition
    var testDescription: String { "\(procedure.id).\(transition.event) \(transition.from) → \(transition.to)" }
  }

  static let rules = try? RepositoryRules.load()
  static let steps: [Step] = (rules?.procedures ?? []).flatMap { procedure in
    procedure.transitions.map { Step(procedure: procedure, transition: $0) }
  }

  private static let day = LocalDate(daysSinceEpoch: 20_781)

  /// A case for which all guards of a step hold, found by trying.
  private func fittingCase(_ step: Step) throws -> (facts: CaseFacts, given: [String: String]) {
    var facts = CaseFacts(day: Self.day, receivedOn: Self.day.adding(days: -3))
    var given: [String: String] = [:]
    for datum in step.transition.requires + step.transition.needs { given[datum.name] = specimen(datum) }
    facts.data = given
    for demand in step.transition.guards {
      let fits = try #require(
        change(facts, until: demand.predicate, step), "\(step.testDescription): \(demand.wording.en)")
      facts = fits
    }
    for name in given.keys { given[name] = facts.data[name] ?? given[name] }
    return (facts, given)
  }

  private func specimen(_ datum: ProcedureDatum) -> String {
    switch datum.form {
    case .text, .organ, .caseNumber: "某某"
    case .date: Self.day.adding(days: datum.tense == .future ? 9 : 0).description
    case .timestamp: "\(Self.day.description)T09:00:00+08:00"
    case .integer, .amount: "3"
    case .boolean: "true"
    case .oneOf(let values): values.first?.code ?? ""
    }
  }

  /// Facts under which a predicate holds, near the ones there are.
  private func change(_ facts: CaseFacts, until predicate: Predicate, _ step: Step) -> CaseFacts? {
    if predicate.holds(facts) { return facts }
    return variants(of: facts, for: predicate, step).first { predicate.holds($0) }
  }

  /// Facts that differ in what the predicate asks about.
  private func variants(of facts: CaseFacts, for predicate: Predicate, _ step: Step) -> [CaseFacts] {
    func with(_ change: (inout CaseFacts) -> Void) -> CaseFacts {
      var changed = facts
      change(&changed)
      return changed
    }
    switch predicate {
    case .oneOf(let datum, let values):
      let all: [String] =
        if case .oneOf(let choices)? = step.procedure.datum(datum)?.form { choices.map(\.code) } else {
          ["true", "false"]
        }
      return (values.sorted() + all).map { value in with { $0.data[datum] = value } } + [with { $0.data[datum] = nil }]
    case .present(let datum):
      let form = step.procedure.datum(datum)
      return [with { $0.data[datum] = form.map(specimen) }, with { $0.data[datum] = nil }]
    case .number(let datum, _), .amount(let datum, _):
      return ["0", "1", "2", "3", "30", "31", "3000", "3001"].map { value in with { $0.data[datum] = value } }
    case .before(let one, let other):
      return [one, other].flatMap { origin -> [CaseFacts] in
        guard case .datum(let name) = origin else { return [] }
        return [-9, -1, 0, 1, 9].map { days in with { $0.data[name] = Self.day.adding(days: days).description } }
      }
    case .clock(let rule, _):
      return ClockFact.State.allCases.map { state in with { $0.clocks[rule] = ClockFact(state: state) } }
        + [with { $0.clocks[rule] = nil }]
    case .within(let rule, _):
      return [-9, 9].map { days in
        with { $0.clocks[rule] = ClockFact(state: .running, lastDay: Self.day.adding(days: days)) }
      }
    case .extended(let rule):
      return [0, 1].map { count in
        with { $0.clocks[rule] = ClockFact(state: .running, lastDay: Self.day, extensions: count) }
      }
    case .linked(let kind, let procedure):
      return [with { $0.links = [LinkFact(kind: kind, procedure: procedure ?? "petition")] }, with { $0.links = [] }]
    case .excluded(let family):
      let rule = Self.rules?.exclusivity.rules.first { $0.family == family && $0.verdict == .refused }
      return [
        with {
          $0.exclusivity = Self.rules?.exclusivity ?? Exclusivity()
          $0.links = [LinkFact(kind: .sameMatter, procedure: "x", standings: [rule?.standing ?? ""])]
        }, with { $0.links = [] },
      ]
    case .happened(let event, _): return [0, 1, 2, 3].map { times in with { $0.history[event] = times } }
    case .cameFrom(let states):
      return (states.sorted() + ["nowhere"]).map { state in with { $0.enteredFrom = state } }
    case .accused(.acting): return [with { ($0.organ, $0.accused) = ("甲局", ["甲局"]) }, with { $0.accused = [] }]
    case .accused(.datum(let name)):
      return [
        with {
          $0.data[name] = "甲局"
          $0.accused = ["甲局"]
        }, with { $0.accused = [] },
      ]
    case .not(let inner): return variants(of: facts, for: inner, step)
    case .any(let parts), .all(let parts):
      return parts.reduce([facts]) { all, part in all + all.flatMap { variants(of: $0, for: part, step) } }
    }
  }

  @Test(arguments: steps) func isTakenWhereEverythingHolds(_ step: Step) throws {
    let (facts, given) = try fittingCase(step)
    for from in step.transition.from {
      let taken = try step.procedure.step(step.transition.event, from: from, given: given, facts: facts)
      #expect(taken.to == step.transition.to)
    }
  }

  /// Each guard for itself: where it does not hold, the step is not taken.
  @Test(arguments: steps.filter { !$0.transition.guards.isEmpty }) func waitsForEachGuard(_ step: Step) throws {
    let (facts, given) = try fittingCase(step)
    for demand in step.transition.guards {
      let broken = try #require(
        variants(of: facts, for: demand.predicate, step).first { !demand.predicate.holds($0) },
        "\(step.testDescription): \(demand.wording.en)")
      #expect(step.transition.failedGuards(broken).contains(demand))
      let other = try? step.procedure.step(
        step.transition.event, from: step.transition.from[0], given: given, facts: broken)
      #expect(other != step.transition)
    }
  }

  /// Each required datum for itself: missing, or of the wrong form.
  @Test(arguments: steps.filter { !$0.transition.requires.isEmpty }) func asksForEachDatum(_ step: Step) throws {
    let (facts, given) = try fittingCase(step)
    for datum in step.transition.requires {
      var without = given
      without[datum.name] = nil
      #expect(step.transition.missing(without, facts) == datum)
      without[datum.name] = ""
      #expect(step.transition.missing(without, facts) == datum)
    }
  }

  /// An event is known in the states that list it, and in no other.
  @Test(arguments: rules?.procedures ?? []) func knowsNoOtherEvents(_ procedure: Procedure) {
    let facts = CaseFacts(day: Self.day, receivedOn: Self.day)
    for state in procedure.states {
      let listed = Set(procedure.transitions.filter { $0.from.contains(state.id) }.map(\.event))
      for event in Set(procedure.transitions.map(\.event)) {
        do {
          _ = try procedure.step(event, from: state.id, given: [:], facts: facts)
          #expect(listed.contains(event))
        } catch {
          if case .unknownEvent = error {
            #expect(!listed.contains(event), "\(state.id) \(event)")
          } else {
            #expect(listed.contains(event), "\(state.id) \(event)")
          }
        }
      }
    }
  }
}
