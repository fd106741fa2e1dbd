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

/// A clause of a gate, ready to be asked.
struct CompiledClause: Sendable {
  var id: String
  var test: Test
  var route: RouteCode
  var confidence: RouteDecision.Confidence
  var flags: [String]
  var secondary: [RouteCode]
  var basis: [LegalBasis]
  var confirm: [String]
}

/// A gate, ready to be asked.
struct CompiledGate: Sendable {
  var id: String
  var title: String
  var clauses: [CompiledClause]
  /// Places in the list of gates.
  var yieldsTo: [Int]
  var yieldFlags: [String]
  var yieldConfirm: [String]
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
struct CompiledList: Sendable {
  var effective: String
  var groupNames: [String]
  var signalNames: [String]
  var signals: [Test]
  /// Which signals look at the whole of a long text.
  var seesAll: [Bool]
  var focus: CompiledFocus
  var gates: [CompiledGate]
  var splits: [CompiledSplit]
  var flags: [CompiledFlag]
  var facts: [CompiledFact]
  /// The rank of each gate and route, 0 first.
  var primaryRank: [String: Int]
  var vocabulary: Vocabulary
}
