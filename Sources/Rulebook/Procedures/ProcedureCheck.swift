import Casework
import Formats

/// What a state machine has to keep beyond the form of its file.
struct ProcedureCheck {
  let placed: PlacedProcedure
  let faults: FaultCollector

  private var procedure: Procedure { placed.procedure }

  private var file: String { placed.initial.first?.place.mark.file ?? "" }

  func run() {
    duplicates()
    unknownStates()
    outcomes()
    doors()
    expiryStates()
    // A walk needs states that exist.
    if !faults.faults.contains(where: { $0.severity == .error && $0.file == file }) { proofs() }
  }

  private func duplicates() {
    var seen: [String: Int] = [:]
    for state in placed.states {
      twice(state.value.id, state.place, &seen, Bilingual("状态", "state"))
    }
    seen = [:]
    for datum in placed.data {
      twice(datum.value.name, datum.place, &seen, Bilingual("数据项", "datum"))
    }
  }

  private func twice(_ name: String, _ place: Place, _ seen: inout [String: Int], _ what: Bilingual) {
    if let first = seen[name] {
      faults.add(
        "duplicate", at: place,
        Bilingual(
          "\(what.zh)“\(name)”重复，首次在第 \(first) 行", "\(what.en) \"\(name)\" stands twice, first on line \(first)"))
    } else {
      seen[name] = place.line
    }
  }

  private func unknownStates() {
    for name in placed.initial + placed.transitions.flatMap({ $0.from + [$0.to] })
    where procedure.state(name.value) == nil {
      faults.add(
        "unknown-state", at: name.place,
        Bilingual("程序 \(procedure.id) 没有状态 \(name.value)", "procedure \(procedure.id) has no state \(name.value)"))
    }
  }

  private func expiryStates() {
    for clock in placed.clocks {
      for name in clock.value.onExpiry.flatMap(\.states) where procedure.state(name) == nil {
        faults.add(
          "unknown-state", at: clock.place,
          Bilingual("程序 \(procedure.id) 没有状态 \(name)", "procedure \(procedure.id) has no state \(name)"))
      }
    }
    for opening in placed.openings where !procedure.openingStates.contains(opening.value.state) {
      faults.add(
        "not-an-opening-state", at: opening.place,
        Bilingual("\(opening.value.state) 不是初始状态", "no case opens in \(opening.value.state)"))
    }
  }

  private func outcomes() {
    for state in placed.states {
      guard let name = state.value.outcome?.detail, procedure.datum(name) == nil else { continue }
      faults.add(
        "unknown-datum", at: state.place,
        Bilingual("结果的 detail 指向不存在的数据项 \(name)", "the outcome's detail names \(name), which is not in data"))
    }
  }

  /// A state either ends the case or leads on.
  private func doors() {
    for state in placed.states {
      let leads = procedure.transitions.contains { $0.from.contains(state.value.id) && $0.to != state.value.id }
      if state.value.isTerminal, leads {
        faults.add(
          "terminal-leads-on", at: state.place,
          Bilingual("终结状态 \(state.value.id) 还有后续步骤", "\(state.value.id) has an outcome and yet a way out"))
      } else if !state.value.isTerminal, !leads {
        faults.add(
          "dead-end", at: state.place,
          Bilingual(
            "状态 \(state.value.id) 没有出路：请写明 outcome，或者增加步骤",
            "\(state.value.id) has no way out: give it an outcome or a transition"))
      }
    }
  }

  /// Of what its states and steps show: proofs, once every name means something.
  private func proofs() {
    for fault in ProcedureProofs.faults(of: procedure) {
      faults.add(fault.rule, at: place(of: fault.subject), fault.wording)
    }
  }

  private func place(of subject: ProcedureFault.Subject) -> Place {
    let start = placed.initial.first?.place ?? Place(mark: SourceMark(file: "", line: 1, column: 1), path: "")
    switch subject {
    case .state(let id): return placed.states.first { $0.value.id == id }?.place ?? start
    case .transition(let index): return placed.transitions[index].event
    case .clock(let index): return placed.clocks[index].place
    }
  }
}
