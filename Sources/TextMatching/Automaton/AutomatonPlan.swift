/// Which patterns an automaton follows, and which are left to another engine.
struct AutomatonPlan {
  /// An expression in the automaton.
  struct Expression: Sendable {
    var id: Int
    /// Whether it begins one character before, which may be any but a line feed: a leading `.` is not walked, because
    /// every character would begin it.
    var isLed: Bool
  }

  private static let longestReach = 64
  private static let mostStates = 20_000
  private static let lineFeed = ScalarSet("\n")

  private(set) var literals: [(id: Int, text: String)] = []
  private(set) var expressions: [Expression] = []
  /// The characters of the one leading loop.
  private(set) var run: ScalarSet?
  private(set) var graph = ExpressionGraph()
  /// Where the expressions begin, for any place and for one inside a run.
  private(set) var starts: [[Int]] = [[], []]
  /// The places of the patterns that are left, in order.
  private(set) var rest: [Int] = []

  init(_ patterns: PatternSet) {
    var states = 2
    for (index, pattern) in patterns.patterns.enumerated() {
      guard !pattern.caseless else {
        rest.append(index)
        continue
      }
      switch pattern.expression {
      case .literal(let text):
        states += text.unicodeScalars.count
        if states < EdgeTable.mostStates { literals.append((pattern.id, text)) } else { rest.append(index) }
      case .regex(let text):
        let tree = ExpressionParser.tree(of: text)
        if tree.map({ take($0, id: pattern.id) }) != true { rest.append(index) }
      }
    }
  }

  /// What the plan comes to; `nil` when there is nothing to walk for or it would grow too large.
  func walk() -> AutomatonWalk? {
    guard !literals.isEmpty || !expressions.isEmpty else { return nil }
    let singles = Set(literals.lazy.flatMap { $0.text.unicodeScalars.lazy.map(\.value) })
    guard let symbols = SymbolTable(sets: Set(graph.sets + [Self.lineFeed]), singles: singles) else { return nil }
    var trie = LiteralTrie()
    for literal in literals {
      trie.insert(literal.text.unicodeScalars.lazy.map { symbols.symbol(of: $0.value) }, id: Int32(literal.id))
    }
    var automaton: ExpressionAutomaton?
    if !expressions.isEmpty {
      automaton = ExpressionAutomaton(graph, starts: starts, symbols: symbols, mostStates: Self.mostStates)
      if automaton == nil { return nil }
    }
    return AutomatonWalk(
      symbols: symbols, trie: trie, automaton: automaton, expressions: expressions,
      running: run.map { symbols.symbols(of: $0) } ?? [], lineFeed: symbols.symbol(of: 0x0A))
  }

  /// Takes an expression in when the walks along it take time that grows with the text alone: from a place they go a few
  /// characters, or through a run of characters within which no walk begins.
  private mutating func take(_ tree: ExpressionTree, id: Int) -> Bool {
    var tree = tree
    var isLed = false
    if case .sequence(let parts) = tree, case .characters(Self.lineFeed.inverted)? = parts.first {
      tree = .sequence(Array(parts.dropFirst()))
      isLed = true
    }
    guard !tree.isNullable, tree.reach <= Self.longestReach else { return false }
    let leading = tree.first.isDisjoint(with: tree.endless) ? nil : tree.leadingRun
    if !tree.first.isDisjoint(with: tree.endless) {
      guard let leading, !isLed, run == nil || run == leading else { return false }
    }
    guard let start = graph.add(tree, id: Int32(expressions.count)) else { return false }
    expressions.append(Expression(id: id, isLed: isLed))
    starts[0].append(start)
    if let leading { run = leading } else { starts[1].append(start) }
    return true
  }
}

extension ExpressionTree {
  /// The characters of a loop with which the expression begins, where the rest has no loop over them. Of the matches with
  /// one end the leftmost counts, so that only the first character of a run can begin one.
  fileprivate var leadingRun: ScalarSet? {
    var parts: [ExpressionTree] = [self]
    if case .sequence(let sequence) = self { parts = sequence }
    guard case .repeated(.characters(let set), 1, nil)? = parts.first else { return nil }
    let rest = ExpressionTree.sequence(Array(parts.dropFirst()))
    return rest.endless.isDisjoint(with: set) ? set : nil
  }
}
