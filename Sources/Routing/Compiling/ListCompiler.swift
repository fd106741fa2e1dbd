import Casework
import Formats
import Rulebook
import TextMatching

/// Checks a list and resolves its names; collects every fault instead of stopping at the first.
struct ListCompiler {
  private let list: RoutingList
  private var faults: [Fault] = []
  private let groupNumbers: [String: Int]
  private let signalNumbers: [String: Int]
  private let gateNumbers: [String: Int]
  private let groupNames: [String]
  private let signalNames: [String]
  private var used = Set<String>()

  init(_ list: RoutingList) {
    self.list = list
    groupNames = list.lexicon.keys.sorted()
    signalNames = list.signals.keys.sorted()
    groupNumbers = Dictionary(uniqueKeysWithValues: groupNames.enumerated().map { ($0.element, $0.offset) })
    signalNumbers = Dictionary(uniqueKeysWithValues: signalNames.enumerated().map { ($0.element, $0.offset) })
    gateNumbers = Dictionary(
      list.gates.enumerated().map { ($0.element.id.value, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The list, ready to decide; throws all that is wrong with it.
  mutating func compile(engine: MatcherEngine, patternCache: String?) throws(FaultList) -> CompiledList {
    if list.schemaVersion.value != 1 { report(.unknownSchema(list.schemaVersion.value), list.schemaVersion.mark) }
    for (name, signal) in list.signals where groupNumbers[name] != nil { report(.nameTwice(name), signal.mark) }
    let signals = signalNames.map { name in list.signals[name].map { test($0.when) } ?? .always }
    let focus = CompiledFocus(
      longerThan: list.focus.longerThan, head: list.focus.head, ask: list.focus.ask, asks: group(list.focus.asks) ?? 0)
    checkCircles(signals)
    checkGates()
    let gates = list.gates.map { gate($0) }
    let splits = list.splitter.map { split($0) }
    let flags = list.flags.map { rule in
      CompiledFlag(flag: rule.flag, test: test(rule.when), routes: Set(rule.routes.compactMap { route($0) }))
    }
    let facts = list.facts.sorted { $0.key < $1.key }.flatMap { fact, values in
      values.sorted { $0.key < $1.key }.map { CompiledFact(fact: fact, value: $0.key, test: test($0.value)) }
    }
    let clauses = Set(list.gates.flatMap { gate in gate.clauses.map { "\(gate.id.value).\($0.id.value)" } })
    for name in list.primaryOrder
    where gateNumbers[name.value] == nil && RouteCode(rawValue: name.value) == nil && !clauses.contains(name.value) {
      report(.unknownRoute(name.value), name.mark)
    }
    let rank = Dictionary(
      list.primaryOrder.enumerated().map { ($0.element.value, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let vocabulary = vocabulary(engine: engine, patternCache: patternCache)
    checkUse()
    guard faults.isEmpty, let vocabulary else { throw FaultList(faults.inOrder) }
    return CompiledList(
      effective: list.effective, groupNames: groupNames, signalNames: signalNames, signals: signals,
      seesAll: signalNames.map { list.signals[$0]?.seesAll ?? false }, focus: focus, gates: gates,
      splits: splits, flags: flags, facts: facts, primaryRank: rank, vocabulary: vocabulary)
  }

  private mutating func report(_ fault: RoutingFault, _ mark: SourceMark) {
    faults.append(fault.fault(at: mark))
  }
}

extension [Fault] {
  fileprivate var inOrder: [Fault] { sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) } }
}

// MARK: - Conditions

extension ListCompiler {
  private mutating func test(_ condition: Condition) -> Test {
    switch condition {
    case .named(let name): return named(name)
    case .all(let parts): return .all(parts.map { test($0) })
    case .any(let parts): return .any(parts.map { test($0) })
    case .none(let parts): return .none(parts.map { test($0) })
    case .together(let names, let reach, let inOrder):
      return .together(names.compactMap { group($0) }, reach, inOrder: inOrder)
    case .apart(let name, let others, let reach):
      return .apart(group(name) ?? 0, from: others.compactMap { group($0) }, reach)
    case .field(let field): return .field(field)
    case .elapsed(let days, let name): return .elapsed(days: days, with: name.flatMap { group($0) })
    case .people(let count, let name): return .people(atLeast: count, with: name.flatMap { group($0) })
    case .place(let place): return .place(place)
    case .length(let count): return .length(atMost: count)
    case .always: return .always
    }
  }

  private mutating func named(_ name: Located<String>) -> Test {
    used.insert(name.value)
    if let number = groupNumbers[name.value] { return .group(number) }
    if let number = signalNumbers[name.value] { return .signal(number) }
    report(.unknownName(name.value), name.mark)
    return .always
  }

  private mutating func group(_ name: Located<String>) -> Int? {
    used.insert(name.value)
    if let number = groupNumbers[name.value] { return number }
    report(signalNumbers[name.value] == nil ? .unknownName(name.value) : .notAGroup(name.value), name.mark)
    return nil
  }

  private mutating func signal(_ name: Located<String>) -> Int? {
    used.insert(name.value)
    if let number = signalNumbers[name.value] { return number }
    report(.unknownName(name.value), name.mark)
    return nil
  }

  private mutating func route(_ name: Located<String>) -> RouteCode? {
    let code = RouteCode(rawValue: name.value)
    if code == nil { report(.unknownRoute(name.value), name.mark) }
    return code
  }

  private mutating func gateNumber(_ name: Located<String>) -> Int? {
    let number = gateNumbers[name.value]
    if number == nil { report(.unknownGate(name.value), name.mark) }
    return number
  }
}

// MARK: - Gates and splits

extension ListCompiler {
  private mutating func gate(_ gate: Gate) -> CompiledGate {
    CompiledGate(
      id: gate.id.value, title: gate.title, clauses: gate.clauses.map { clause($0) },
      yieldsTo: gate.yieldsTo.compactMap { gateNumber($0) }, yieldFlags: gate.yieldFlags,
      yieldConfirm: gate.yieldConfirm)
  }

  private mutating func clause(_ clause: GateClause) -> CompiledClause {
    CompiledClause(
      id: clause.id.value, test: test(clause.when), route: route(clause.route) ?? .clarify,
      confidence: clause.confidence, flags: clause.flags, secondary: clause.secondary.compactMap { route($0) },
      basis: clause.basis, confirm: clause.confirm)
  }

  private mutating func split(_ rule: SplitRule) -> CompiledSplit {
    CompiledSplit(
      id: rule.id, test: test(rule.when),
      requests: rule.requests.map { request in
        let only = Set(request.gates.compactMap { gateNumber($0) })
        let without = Set(request.exceptGates.compactMap { gateNumber($0) })
        return CompiledSplit.Request(
          name: request.name,
          asksGate: list.gates.indices.map { (only.isEmpty || only.contains($0)) && !without.contains($0) },
          withoutClausesOf: request.withoutClausesOf.compactMap { signal($0) },
          withoutGroups: request.withoutGroups.compactMap { group($0) },
          routes: Set(request.routes.compactMap { route($0) }), flags: request.flags)
      })
  }

  private mutating func checkGates() {
    var last = -1
    for gate in list.gates {
      guard let place = Gate.canonicalOrder.firstIndex(of: gate.id.value) else {
        report(.unknownGate(gate.id.value), gate.id.mark)
        continue
      }
      if place <= last { report(.gateOutOfOrder(gate.id.value), gate.id.mark) }
      last = max(last, place)
    }
    let end = list.gates.last?.id.mark ?? list.schemaVersion.mark
    for missing in Gate.canonicalOrder where gateNumbers[missing] == nil { report(.missingGate(missing), end) }
    checkReach()
  }

  private mutating func checkReach() {
    var alwaysHolds = false
    for gate in list.gates {
      if gate.clauses.isEmpty { report(.unreachable(gate.id.value), gate.id.mark) }
      var seen = Set<String>()
      for clause in gate.clauses {
        if !seen.insert(clause.id.value).inserted { report(.clauseTwice(clause.id.value), clause.id.mark) }
        if alwaysHolds { report(.unreachable("\(gate.id.value) \(clause.id.value)"), clause.id.mark) }
        if case .always = clause.when { alwaysHolds = true }
      }
    }
  }

  private mutating func checkCircles(_ signals: [Test]) {
    var state = [Int](repeating: 0, count: signals.count)
    func isCircular(_ number: Int) -> Bool {
      if state[number] != 0 { return state[number] == 1 }
      state[number] = 1
      defer { state[number] = 2 }
      return signals[number].signals.contains { isCircular($0) }
    }
    for (number, name) in signalNames.enumerated() {
      if isCircular(number), let mark = list.signals[name]?.mark { report(.circular(name), mark) }
    }
  }

  private mutating func checkUse() {
    for name in groupNames where !used.contains(name) {
      if let mark = list.lexicon[name]?.mark { report(.unused(name), mark) }
    }
    for name in signalNames where !used.contains(name) {
      if let mark = list.signals[name]?.mark { report(.unused(name), mark) }
    }
  }
}

extension Test {
  /// The signals that the test names itself.
  fileprivate var signals: [Int] {
    switch self {
    case .signal(let number): [number]
    case .all(let parts), .any(let parts), .none(let parts): parts.flatMap(\.signals)
    default: []
    }
  }
}

// MARK: - Words

extension ListCompiler {
  private mutating func vocabulary(engine: MatcherEngine, patternCache: String?) -> Vocabulary? {
    var builder = VocabularyBuilder(gap: list.gap.value)
    for (group, name) in groupNames.enumerated() {
      let (words, exceptions) = words(of: name, path: [])
      if words.isEmpty, let mark = list.lexicon[name]?.mark { report(.emptyGroup(name), mark) }
      for word in words { builder.add(word, to: group, asException: false) }
      for word in exceptions { builder.add(word, to: group, asException: true) }
    }
    do {
      return try builder.vocabulary(
        groupCount: groupNames.count, engine: engine, patternCache: patternCache, fallback: list.gap.mark)
    } catch {
      faults.append(error)
      return nil
    }
  }

  /// The words of a group with those of the groups that it includes.
  private mutating func words(of name: String, path: [String]) -> ([Located<String>], [Located<String>]) {
    guard let group = list.lexicon[name] else { return ([], []) }
    var words = group.words
    var exceptions = group.except
    for included in group.includes {
      used.insert(included.value)
      guard list.lexicon[included.value] != nil else {
        report(.unknownName(included.value), included.mark)
        continue
      }
      if path.contains(included.value) || included.value == name {
        report(.circular(included.value), included.mark)
        continue
      }
      let more = self.words(of: included.value, path: path + [name])
      words += more.0
      exceptions += more.1
    }
    return (words, exceptions)
  }
}
