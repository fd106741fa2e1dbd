/// All expressions as one automaton, walked from each place of a text.
struct ExpressionAutomaton: Sendable {
  private(set) var edges = EdgeTable()
  /// By state, where a symbol leads that has no edge; 0: nowhere.
  private(set) var others: [UInt32] = [0]
  /// The patterns that end in state s are `ends[endStart[s]..<endStart[s + 1]]`.
  private(set) var endStart: [Int32] = [0, 0]
  private(set) var ends: [Int32] = []
  /// The root for any place, and the one for places inside a run of the leading loop's characters.
  private(set) var roots: [UInt32] = []

  /// - Parameter starts: for each root, the nodes from which it sets out.
  /// - Returns: `nil` when the automaton would have more than `mostStates`.
  init?(_ graph: ExpressionGraph, starts: [[Int]], symbols: SymbolTable, mostStates: Int) {
    let sets = graph.sets.map { SymbolSet(symbols.symbols(of: $0), of: symbols.count) }
    var numbers: [[Int]: UInt32] = [:]
    var open: [[Int]] = []
    func number(_ nodes: [Int]) -> UInt32 {
      let closed = graph.closure(of: nodes)
      if let known = numbers[closed] { return known }
      let number = UInt32(numbers.count + 1)
      numbers[closed] = number
      open.append(closed)
      return number
    }
    roots = starts.map { number($0) }
    var done = 0
    while done < open.count {
      guard open.count <= mostStates else { return nil }
      let nodes = open[done]
      let state = UInt32(done + 1)
      done += 1
      let steps = nodes.flatMap { graph.steps[$0] }
      let other = steps.filter { sets[$0.set].isLarge }.map(\.target)
      let otherState = other.isEmpty ? 0 : number(other)
      others.append(otherState)
      for symbol in Set(steps.flatMap { sets[$0.set].named }).sorted() {
        let targets = steps.filter { sets[$0.set].contains[Int(symbol)] }.map(\.target)
        // An edge to 0 says that what leads elsewhere ends here.
        edges.insert(state, symbol, to: targets.isEmpty ? Self.nowhere : number(targets))
      }
      ends += nodes.compactMap { graph.accepts[$0] }.sorted()
      endStart.append(Int32(ends.count))
    }
  }

  /// The end of an edge that leads nowhere, where most symbols lead on.
  static let nowhere = UInt32(EdgeTable.mostStates - 1)

  /// By root and symbol, the state behind it, 0: none; and which symbols go on behind one, or end there.
  func firsts(symbolCount: Int) -> ([[UInt32]], PairFilter) {
    let firsts = roots.map { root in (0..<symbolCount).map { next(root, UInt16($0)) } }
    var symbolsOf: [UInt32: Set<UInt16>] = [:]
    var filter = PairFilter()
    for row in firsts {
      for (symbol, state) in row.enumerated() where state != 0 {
        symbolsOf[state, default: []].insert(UInt16(symbol))
        if others[Int(state)] != 0 { filter.insertAll(UInt16(symbol), symbolCount: symbolCount) }
      }
    }
    for edge in edges.all {
      for first in symbolsOf[edge.state] ?? [] { filter.insert(first, edge.symbol) }
    }
    return (firsts, filter)
  }

  /// Whether a pattern ends in a state.
  func isEnd(_ state: UInt32) -> Bool { endStart[Int(state)] != endStart[Int(state) + 1] }

  private func next(_ state: UInt32, _ symbol: UInt16) -> UInt32 {
    let next = edges.next(state, symbol)
    return next == 0 ? others[Int(state)] : next == Self.nowhere ? 0 : next
  }

  /// A set by its symbols; a large one by those that are not in it.
  private struct SymbolSet {
    var contains: [Bool]
    var isLarge: Bool
    var named: [UInt16]

    init(_ members: [UInt16], of count: Int) {
      var contains = [Bool](repeating: false, count: count)
      for symbol in members { contains[Int(symbol)] = true }
      self.contains = contains
      let isLarge = members.count > count / 2
      self.isLarge = isLarge
      named = isLarge ? (0..<count).filter { !contains[$0] }.map { UInt16($0) } : members
    }
  }
}
