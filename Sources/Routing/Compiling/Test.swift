import Casework
import Messages

/// A condition with its names resolved.
indirect enum Test: Sendable {
  case group(Int)
  case signal(Int)
  case all([Test])
  case any([Test])
  case none([Test])
  case together([Int], Condition.Reach, inOrder: Bool)
  case apart(Int, from: [Int], Condition.Reach)
  case field(FieldCondition)
  case elapsed(days: Int, with: Int?)
  case people(atLeast: Int, with: Int?)
  case place(Condition.Place)
  case length(atMost: Int)
  case always
}

/// A clause of a gate, ready to be asked. An object, because every submission walks past all of them.
final class CompiledClause: Sendable {
  let id: String
  let test: Test
  let route: RouteCode
  let confidence: RouteDecision.Confidence
  let flags: [String]
  let secondary: [RouteCode]
  let basis: [LegalBasis]
  let confirm: [String]

  init(
    id: String, test: Test, route: RouteCode, confidence: RouteDecision.Confidence, flags: [String],
    secondary: [RouteCode], basis: [LegalBasis], confirm: [String]
  ) {
    self.id = id
    self.test = test
    self.route = route
    self.confidence = confidence
    self.flags = flags
    self.secondary = secondary
    self.basis = basis
    self.confirm = confirm
  }
}

/// A gate, ready to be asked.
final class CompiledGate: Sendable {
  let id: String
  let title: String
  let clauses: [CompiledClause]
  /// Places in the list of gates.
  let yieldsTo: [Int]
  let yieldFlags: [String]
  let yieldConfirm: [String]

  init(
    id: String, title: String, clauses: [CompiledClause], yieldsTo: [Int], yieldFlags: [String], yieldConfirm: [String]
  ) {
    self.id = id
    self.title = title
    self.clauses = clauses
    self.yieldsTo = yieldsTo
    self.yieldFlags = yieldFlags
    self.yieldConfirm = yieldConfirm
  }
}

/// A split rule, ready to be asked.
struct CompiledSplit: Sendable {
  struct Request: Sendable {
    var name: String
    /// Which gates are asked, by their places in the list.
    var asksGate: [Bool]
    /// Signals whose clauses are hidden.
    var withoutClausesOf: [Int]
    var withoutGroups: [Int]
    var routes: Set<RouteCode>
    var flags: [String]
  }

  var id: String
  var test: Test
  var requests: [Request]
}

/// A mark and when it is set.
struct CompiledFlag: Sendable {
  var flag: String
  var test: Test
  var routes: Set<RouteCode>
}

/// A value of a fact and when it holds.
struct CompiledFact: Sendable {
  var fact: String
  var value: String
  var test: Test
}

/// What of a long text is looked at.
struct CompiledFocus: Sendable {
  var longerThan: Int
  var head: Int
  var ask: Int
  var asks: Int
}

/// The whole list, checked and resolved.
final class CompiledList: Sendable {
  let effective: String
  let groupNames: [String]
  let signalNames: [String]
  let signals: [Test]
  /// Which signals look at the whole of a long text.
  let seesAll: [Bool]
  let focus: CompiledFocus
  let gates: [CompiledGate]
  let splits: [CompiledSplit]
  let flags: [CompiledFlag]
  let facts: [CompiledFact]
  /// The rank of each gate and route, 0 first.
  let primaryRank: [String: Int]
  let vocabulary: Vocabulary
  /// By gate, whether it can lead to supervision.
  let supervises: [Bool]

  init(
    effective: String, groupNames: [String], signalNames: [String], signals: [Test], seesAll: [Bool],
    focus: CompiledFocus, gates: [CompiledGate], splits: [CompiledSplit], flags: [CompiledFlag], facts: [CompiledFact],
    primaryRank: [String: Int], vocabulary: Vocabulary
  ) {
    self.effective = effective
    self.groupNames = groupNames
    self.signalNames = signalNames
    self.signals = signals
    self.seesAll = seesAll
    self.focus = focus
    self.gates = gates
    self.splits = splits
    self.flags = flags
    self.facts = facts
    self.primaryRank = primaryRank
    self.vocabulary = vocabulary
    supervises = gates.map { gate in gate.clauses.contains { $0.route == .supervision } }
  }
}
