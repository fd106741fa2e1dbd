import Casework

/// What a state machine has to keep beyond the form of its file.
struct ProcedureCheck {
  let placed: PlacedProcedure
  let faults: FaultCollector

  private var procedure: Procedure { placed.procedure }

  func run() {
    duplicates()
    unknownStates()
    outcomes()
    doors()
    reachability()
    identicalTransitions()
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
      let leads = procedure.transitions.contains { $0.from.contains(state.value.id) }
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

  private func reachability() {
    var reached = Set(procedure.openingStates)
    var frontier = procedure.openingStates
    while let state = frontier.popLast() {
      for transition in procedure.transitions(from: state) where reached.insert(transition.to).inserted {
        frontier.append(transition.to)
      }
    }
    for state in placed.states where !reached.contains(state.value.id) {
      faults.add(
        "unreachable", at: state.place,
        Bilingual("从初始状态不能到达 \(state.value.id)", "\(state.value.id) cannot be reached from the first state"))
    }
  }

  /// One event in one state leads to one place.
  private func identicalTransitions() {
    struct Step: Hashable {
      var event: String
      var from: String
    }
    var seen: [Step: Int] = [:]
    for transition in placed.transitions {
      for from in transition.from {
        let step = Step(event: transition.transition.event, from: from.value)
        if let first = seen[step] {
          faults.add(
            "same-transition", at: from.place,
            Bilingual(
              "状态 \(step.from) 的步骤 \(step.event) 已在第 \(first) 行写过",
              "\(step.event) from \(step.from) stands on line \(first) already"))
        } else {
          seen[step] = transition.event.line
        }
      }
    }
  }
}
