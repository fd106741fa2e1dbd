/// Every clock that a procedure names is declared in it, starts somewhere, and every event that it names is a step.
struct ClockNames {
  let procedure: Procedure

  init(_ procedure: Procedure) {
    self.procedure = procedure
  }

  var faults: [ProcedureFault] { undeclared + idle + effects + waits + automatic }

  private var declared: Set<String> { Set(procedure.clocks.map(\.rule)) }

  private var undeclared: [ProcedureFault] {
    var faults: [ProcedureFault] = []
    for opening in procedure.openings {
      for start in opening.starts where !declared.contains(start.rule) {
        faults.append(Self.undeclared(start.rule, .state(opening.state)))
      }
    }
    for (index, step) in procedure.transitions.enumerated() {
      let names =
        step.starts.map(\.rule) + step.stops.named + step.resumes.named + (step.suspends?.clocks.named ?? [])
        + (step.extends?.clocks.named ?? []) + (step.corrects?.clocks.named ?? [])
        + step.guards.flatMap { $0.predicate.clocks }
      for name in Set(names).subtracting(declared).sorted() {
        faults.append(Self.undeclared(name, .transition(index)))
      }
    }
    return faults
  }

  private static func undeclared(_ rule: String, _ subject: ProcedureFault.Subject) -> ProcedureFault {
    ProcedureFault(
      "undeclared-clock", subject,
      Bilingual(
        "期限 \(rule) 未在本程序 clocks 中写明届满后果",
        "the clock \(rule) is not among this procedure's clocks, which say what follows when it runs out"))
  }

  private var idle: [ProcedureFault] {
    let starts = procedure.openings.flatMap(\.starts) + procedure.transitions.flatMap(\.starts)
    let started = Set(starts.map(\.rule))
    return procedure.clocks.enumerated().filter { !started.contains($0.element.rule) }.map { index, clock in
      ProcedureFault(
        "never-starts", .clock(index),
        Bilingual("没有步骤启动期限 \(clock.rule)", "no step starts the clock \(clock.rule)"))
    }
  }

  private var effects: [ProcedureFault] {
    procedure.clocks.enumerated().flatMap { index, clock in
      clock.onExpiry.compactMap { effect -> ProcedureFault? in
        guard let event = effect.event else { return nil }
        let steps = procedure.transitions.filter { $0.event == event }
        let isRecorded = effect.consequence == .record(event: event)
        if !steps.isEmpty, steps.allSatisfy({ $0.isAutomatic == isRecorded }) { return nil }
        return ProcedureFault(
          "bad-effect", .clock(index),
          steps.isEmpty
            ? Bilingual("没有步骤 \(event)", "there is no step \(event)")
            : isRecorded
              ? Bilingual("\(event) 由人办理，不能自动记录", "\(event) is taken by a person and cannot be recorded")
              : Bilingual("\(event) 由系统记录，不能作为建议", "\(event) is the system's and cannot be proposed"))
      }
    }
  }

  private var waits: [ProcedureFault] {
    procedure.states.compactMap { state in
      switch state.wait {
      case nil where !state.isTerminal && !procedure.clocks.isEmpty:
        return ProcedureFault(
          "no-wait", .state(state.id),
          Bilingual(
            "状态 \(state.id) 须写明 waits：期限，或者 clock: none 及理由",
            "\(state.id) has to say what it waits for: its clocks, or clock: none and why"))
      case .clocks(let rules, _):
        guard let name = rules.first(where: { !declared.contains($0) }) else { return nil }
        return Self.undeclared(name, .state(state.id))
      case .passes(let event):
        let steps = procedure.transitions(from: state.id).filter { $0.event == event }
        if !steps.isEmpty, steps.allSatisfy(\.isAutomatic) { return nil }
        return ProcedureFault(
          "bad-pass", .state(state.id),
          Bilingual("状态 \(state.id) 没有系统步骤 \(event)", "\(state.id) has no step \(event) of the system"))
      default: return nil
      }
    }
  }

  /// A step of the system is brought about by a clock or by passing on.
  private var automatic: [ProcedureFault] {
    let passed = procedure.states.compactMap { state -> String? in
      if case .passes(let event)? = state.wait { event } else { nil }
    }
    let caused = Set(procedure.clocks.flatMap(\.onExpiry).compactMap(\.event) + passed)
    return procedure.transitions.enumerated().filter { $0.element.isAutomatic && !caused.contains($0.element.event) }
      .map { index, step in
        ProcedureFault(
          "never-taken", .transition(index),
          Bilingual("没有期限或状态引起系统步骤 \(step.event)", "nothing brings about the system's step \(step.event)"))
      }
  }
}

extension Predicate {
  /// The clocks that the predicate asks about.
  var clocks: [String] {
    switch self {
    case .clock(let rule, _), .within(let rule, _), .extended(let rule): [rule]
    case .not(let inner): inner.clocks
    case .any(let parts), .all(let parts): parts.flatMap(\.clocks)
    default: []
    }
  }
}
