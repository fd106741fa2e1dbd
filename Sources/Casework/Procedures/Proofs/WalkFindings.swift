/// What the places where a case may stand show to be wrong with its procedure.
struct WalkFindings {
  let walk: ProcedureWalk
  private var procedure: Procedure { walk.procedure }

  init(_ walk: ProcedureWalk) {
    self.walk = walk
  }

  var faults: [ProcedureFault] { unreached + neverTaken + endless + clockless + withoutEffect + stopsNothing }

  private var unreached: [ProcedureFault] {
    let reached = Set(walk.visits.map(\.place.state))
    return procedure.states.filter { !reached.contains($0.id) }.map { state in
      ProcedureFault(
        "unreachable", .state(state.id),
        Bilingual("从初始状态不能到达 \(state.id)", "\(state.id) cannot be reached from the first state"))
    }
  }

  private var neverTaken: [ProcedureFault] {
    let taken = walk.visits.reduce(into: Set<Int>()) { $0.formUnion($1.steps) }
    let reached = Set(walk.visits.map(\.place.state))
    return procedure.transitions.enumerated()
      .filter { !taken.contains($0.offset) && $0.element.from.contains(where: reached.contains) }
      .map { index, step in
        ProcedureFault(
          "never-possible", .transition(index),
          Bilingual(
            "\(step.event) 的条件在它的任何状态下都不能成立", "the guards of \(step.event) cannot hold in any of its states"))
      }
  }

  /// Places from which no end can be reached.
  private var endless: [ProcedureFault] {
    var before: [[Int]] = Array(repeating: [], count: walk.visits.count)
    for (number, visit) in walk.visits.enumerated() {
      for next in visit.next { before[next].append(number) }
    }
    var ending = Set(walk.visits.indices.filter { isTerminal($0) })
    var frontier = Array(ending)
    while let number = frontier.popLast() {
      for earlier in before[number] where ending.insert(earlier).inserted { frontier.append(earlier) }
    }
    return firstOfEachState(walk.visits.indices.filter { !ending.contains($0) }).map { number in
      let state = walk.visits[number].place.state
      return ProcedureFault(
        "no-end", .state(state),
        Bilingual(
          "从 \(state) 不能到达终结状态：\(walk.path(to: number))",
          "no end can be reached from \(state): \(walk.path(to: number))"))
    }
  }

  private var clockless: [ProcedureFault] {
    procedure.states.compactMap { state in
      guard case .clocks(let rules, let otherwise)? = state.wait else { return nil }
      let visits = walk.visits.indices.filter { walk.visits[$0].place.state == state.id }
      let bare = visits.filter { number in !isOpen(anyOf: rules, at: number) }
      if let otherwise, !bare.isEmpty, bare.count == visits.count {
        return ProcedureFault(
          "no-clock", .state(state.id),
          Bilingual(
            "状态 \(state.id) 从未有所列期限（\(otherwise.zh)）",
            "none of the clocks of \(state.id) ever runs there (\(otherwise.en))"))
      }
      guard otherwise == nil, let number = bare.first else { return nil }
      return ProcedureFault(
        "no-clock", .state(state.id),
        Bilingual(
          "状态 \(state.id) 可能没有期限：\(walk.path(to: number))",
          "a case may wait in \(state.id) without a clock: \(walk.path(to: number))"))
    }
  }

  /// Clocks that may run out where nothing follows.
  private var withoutEffect: [ProcedureFault] {
    procedure.clocks.enumerated().compactMap { index, clock in
      let place = walk.visits.indices.first { number in
        let place = walk.visits[number].place
        return place.open.contains(index) && !place.suspended.contains(index) && !hasEffect(clock, at: number)
      }
      guard let place else { return nil }
      let state = walk.visits[place].place.state
      return ProcedureFault(
        "no-effect", .clock(index),
        Bilingual(
          "期限 \(clock.rule) 在 \(state) 届满没有后果：\(walk.path(to: place))",
          "nothing follows when \(clock.rule) runs out in \(state): \(walk.path(to: place))"))
    }
  }

  private func hasEffect(_ clock: ProcedureClock, at number: Int) -> Bool {
    let state = walk.visits[number].place.state
    guard let effect = clock.effect(in: state) else { return false }
    guard let event = effect.event else { return true }
    return procedure.transitions(from: state).contains { $0.event == event }
  }

  /// Clocks that a step acts on although they never run where it is taken.
  private var stopsNothing: [ProcedureFault] {
    procedure.transitions.enumerated().flatMap { index, step in
      // One entry of the file may stand for several steps; it is enough that one of them meets the clock.
      let same = Set(
        procedure.transitions.indices.filter {
          let other = procedure.transitions[$0]
          return other.event == step.event && other.basis == step.basis && other.stops == step.stops
            && other.suspends == step.suspends && other.resumes == step.resumes && other.extends == step.extends
        })
      guard same.min() == index else { return [ProcedureFault]() }
      let places = walk.visits.filter { !$0.steps.isDisjoint(with: same) }.map(\.place)
      guard !places.isEmpty else { return [] }
      let acts =
        rules(step.stops) + rules(step.suspends?.clocks) + rules(step.extends?.clocks) + rules(step.resumes)
      return Set(acts).sorted().compactMap { rule in
        guard let clock = procedure.clocks.firstIndex(where: { $0.rule == rule }),
          !places.contains(where: { $0.open.contains(clock) })
        else { return nil }
        return ProcedureFault(
          "stops-nothing", .transition(index),
          Bilingual(
            "\(step.event) 作用于 \(rule)，但在 \(step.from.joined(separator: "、")) 该期限从不运行",
            "\(step.event) acts on \(rule), which never runs in \(step.from.joined(separator: ", "))"))
      }
    }
  }

  private func rules(_ selection: ClockSelection?) -> [String] {
    if case .rules(let rules)? = selection { rules } else { [] }
  }

  private func isOpen(anyOf rules: [String], at number: Int) -> Bool {
    walk.visits[number].place.open.contains { rules.contains(procedure.clocks[$0].rule) }
  }

  private func isTerminal(_ number: Int) -> Bool {
    procedure.state(walk.visits[number].place.state)?.isTerminal == true
  }

  private func firstOfEachState(_ numbers: [Int]) -> [Int] {
    var seen: Set<String> = []
    return numbers.filter { seen.insert(walk.visits[$0].place.state).inserted }
  }
}
