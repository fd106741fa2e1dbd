import Casework
import Rulebook
import Testing

/// A broken copy of every real procedure for every proof: each has to be caught.
@Suite("Proofs of procedures") struct ProcedureMutationTests {
  static let procedures = (try? RepositoryRules.load().procedures) ?? []
  static let timed = procedures.filter { !$0.clocks.isEmpty }

  private func rules(_ procedure: Procedure) -> Set<String> {
    Set(ProcedureProofs.faults(of: procedure).map(\.rule))
  }

  @Test(arguments: procedures) func findNothingInTheRulesThatShip(_ procedure: Procedure) {
    #expect(ProcedureProofs.faults(of: procedure) == [])
  }

  @Test(arguments: procedures) func findAStateThatNobodyReaches(_ procedure: Procedure) {
    var broken = procedure
    let wait = StateWait.unlimited(because: Bilingual("甲", "a"), reminder: nil)
    broken.states.append(ProcedureState(id: "island", title: Bilingual("孤岛", "island"), wait: wait))
    #expect(ProcedureProofs.faults(of: broken).contains { $0.rule == "unreachable" && $0.subject == .state("island") })
  }

  @Test(arguments: procedures) func findACaseThatNeverEnds(_ procedure: Procedure) throws {
    var broken = procedure
    let from = procedure.initial
    let wait = StateWait.unlimited(because: Bilingual("甲", "a"), reminder: nil)
    for name in ["round", "about"] {
      broken.states.append(ProcedureState(id: name, title: Bilingual("绕", "round"), wait: wait))
    }
    for (event, from, to) in [("enter", from, "round"), ("go", "round", "about"), ("back", "about", "round")] {
      broken.transitions.append(
        Transition(event: event, title: Bilingual("走", "go"), from: [from], to: to, actors: ["court"], basis: "design"))
    }
    let fault = try #require(ProcedureProofs.faults(of: broken).first { $0.rule == "no-end" })
    #expect(fault.wording.en.contains("\(from) —enter→ round"))
  }

  @Test(arguments: timed) func findAWaitThatSaysNothing(_ procedure: Procedure) throws {
    var broken = procedure
    let index = try #require(broken.states.firstIndex { !$0.isTerminal })
    broken.states[index].wait = nil
    #expect(rules(broken).contains("no-wait"))
  }

  /// The first state's clock is no longer started: the case waits there without one.
  @Test(arguments: timed.filter { !$0.openings.isEmpty }) func findAWaitWithoutItsClock(_ procedure: Procedure) {
    var broken = procedure
    broken.openings = []
    #expect(!rules(broken).isDisjoint(with: ["no-clock", "never-starts"]))
  }

  @Test(arguments: timed) func findAClockThatNothingFollows(_ procedure: Procedure) throws {
    for index in procedure.clocks.indices {
      var broken = procedure
      broken.clocks[index].onExpiry = []
      // Where the effect was a step of the system, nothing brings that step about any more.
      let isFound = ProcedureProofs.faults(of: broken).contains {
        $0.rule == "never-taken" || ($0.rule == "no-effect" && $0.subject == .clock(index))
      }
      #expect(isFound, "\(procedure.clocks[index].rule)")
    }
  }

  @Test(arguments: timed) func findAClockThatNobodyDeclared(_ procedure: Procedure) {
    var broken = procedure
    broken.clocks.removeFirst()
    #expect(rules(broken).contains("undeclared-clock"))
  }

  @Test(arguments: procedures) func findTwoStepsThatFitAtOnce(_ procedure: Procedure) throws {
    for step in procedure.transitions where !step.isAutomatic {
      var broken = procedure
      broken.transitions.append(step)
      let last = broken.transitions.count - 1
      #expect(
        ProcedureProofs.faults(of: broken).contains { $0.rule == "overlap" && $0.subject == .transition(last) },
        "\(step.event)")
      // One such copy in each procedure is enough to walk over; the rest is the same logic.
      break
    }
  }

  /// A door in front of the procedure, where no clock runs yet.
  @Test(arguments: timed) func findAStepThatStopsWhatNeverRuns(_ procedure: Procedure) throws {
    var broken = procedure
    let wait = StateWait.unlimited(because: Bilingual("甲", "a"), reminder: nil)
    broken.states.append(ProcedureState(id: "door", title: Bilingual("门", "door"), wait: wait))
    broken.initialAlternatives.append("door")
    broken.transitions.append(
      Transition(
        event: "come_in", title: Bilingual("进", "in"), from: ["door"], to: procedure.initial, actors: ["court"],
        basis: "design", stops: .rules([procedure.clocks[0].rule])))
    #expect(rules(broken).contains("stops-nothing"))
  }
}
