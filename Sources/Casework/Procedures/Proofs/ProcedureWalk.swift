/// Every place where a case may stand: its state with the clocks that are open, and what is known of it for sure.
///
/// The walk takes each step wherever its guards can hold with what is known. Data that steps settle and nobody gives are
/// known; all other data may be anything.
struct ProcedureWalk {
  struct Place: Hashable {
    var state: String
    /// Sets of clocks, by their place in the procedure.
    var open: Set<Int> = []
    var suspended: Set<Int> = []
    var cameFrom: String?
    var settled: [String: String] = [:]
  }

  struct Visit {
    var place: Place
    /// The visit and the step that led here first.
    var arrivedBy: (visit: Int, step: Int)?
    var next: [Int] = []
    /// The steps that can be taken here.
    var steps: Set<Int> = []
  }

  let procedure: Procedure
  let moves: [PossibleStep]
  private(set) var visits: [Visit] = []
  private var index: [Place: Int] = [:]
  /// The steps of each state, and the places of the clocks' rules.
  private let movesFrom: [String: [Int]]
  private let rules: [String: Int]
  private let tracked: Set<String>
  private let returning: Set<String>
  private let outliving: Set<Int>

  init(_ procedure: Procedure) {
    self.procedure = procedure
    let rules = Dictionary(procedure.clocks.enumerated().map { ($0.element.rule, $0.offset) }) { first, _ in first }
    self.rules = rules
    let logic = Satisfiability(procedure)
    moves = procedure.transitions.map { PossibleStep($0, rules: rules, logic: logic) }
    var movesFrom: [String: [Int]] = [:]
    for (step, transition) in procedure.transitions.enumerated() {
      for state in Set(transition.from) { movesFrom[state, default: []].append(step) }
    }
    self.movesFrom = movesFrom
    outliving = Set(procedure.clocks.indices.filter { procedure.clocks[$0].outlives })
    let given = Set(procedure.transitions.flatMap { $0.requires + $0.needs + $0.takes }.map(\.name))
    let asked = Set(procedure.transitions.flatMap { $0.guards.flatMap { $0.predicate.data } })
    tracked = Set(procedure.transitions.flatMap(\.settles.keys)).subtracting(given).intersection(asked)
    returning = Set(
      procedure.transitions.filter { $0.guards.contains { $0.predicate.asksWhereFrom } }.flatMap(\.from))
    for state in procedure.openingStates {
      let starts = Set(procedure.clocksAtOpening(in: state).compactMap { rules[$0.rule] })
      _ = visit(Place(state: state, open: starts), by: nil)
    }
    var next = 0
    while next < visits.count {
      explore(next)
      next += 1
    }
  }

  private mutating func visit(_ place: Place, by arrival: (visit: Int, step: Int)?) -> Int {
    if let known = index[place] { return known }
    index[place] = visits.count
    visits.append(Visit(place: place, arrivedBy: arrival))
    return visits.count - 1
  }

  private mutating func explore(_ number: Int) {
    let place = visits[number].place
    for step in movesFrom[place.state] ?? [] {
      let move = moves[step]
      for outcome in move.outcomes where outcome.fits({ known($0, in: place) }) {
        visits[number].steps.insert(step)
        let target = visit(arrive(by: move, outcome, from: place), by: (number, step))
        if target != number { visits[number].next.append(target) }
      }
    }
  }

  /// What a variable may be in a place; `nil`: anything.
  private func known(_ variable: Variable, in place: Place) -> ValueSet? {
    switch variable {
    case .clock(let rule):
      guard let clock = rules[rule] else { return nil }
      if place.suspended.contains(clock) { return Self.suspended }
      return place.open.contains(clock) ? Self.open : Self.over
    case .cameFrom:
      return returning.contains(place.state) ? .names([place.cameFrom ?? ValueSet.unknown]) : nil
    case .datum(let name):
      return tracked.contains(name) ? .names([place.settled[name] ?? ValueSet.unknown]) : nil
    default: return nil
    }
  }

  private static let suspended = ValueSet.names([ClockFact.State.suspended.rawValue])
  private static let open = ValueSet.names([ClockFact.State.running.rawValue, ClockFact.State.expired.rawValue])
  private static let over = ValueSet.names([ClockFact.State.stopped.rawValue, ValueSet.unknown])

  private func arrive(by move: PossibleStep, _ outcome: PossibleStep.Outcome, from place: Place) -> Place {
    var next = place
    next.state = move.transition.to
    if move.transition.to != place.state {
      next.cameFrom = returning.contains(move.transition.to) ? place.state : nil
    }
    next.open.subtract(move.stops)
    next.suspended.subtract(move.stops.union(move.resumes))
    next.suspended.formUnion(move.suspends.intersection(next.open))
    next.open.formUnion(outcome.starts)
    next.suspended.subtract(outcome.starts)
    for (name, value) in move.transition.settles where tracked.contains(name) { next.settled[name] = value }
    if procedure.state(move.transition.to)?.isTerminal == true {
      next.open.formIntersection(outliving)
      next.suspended = []
      next.settled = [:]
      next.cameFrom = nil
    }
    return next
  }

  /// The steps that lead to a visit, for a person: `registered —sort→ sorted`.
  func path(to number: Int) -> String {
    var steps: [String] = []
    var current = number
    while let arrival = visits[current].arrivedBy {
      steps.append(" —\(procedure.transitions[arrival.step].event)→ \(visits[current].place.state)")
      current = arrival.visit
    }
    return visits[current].place.state + steps.reversed().joined()
  }
}
