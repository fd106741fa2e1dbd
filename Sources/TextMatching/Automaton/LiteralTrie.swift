/// Literals as a tree, walked from each place of a text.
struct LiteralTrie: Sendable {
  private(set) var edges = EdgeTable()
  /// By state, the pattern that ends there: its number + 1; 0: none; negative: a place in `several`.
  private(set) var ends: [Int32] = [0, 0]
  private(set) var several: [[Int32]] = []

  static let root: UInt32 = 1

  mutating func insert(_ symbols: some Sequence<UInt16>, id: Int32) {
    var state = Self.root
    for symbol in symbols {
      var next = edges.next(state, symbol)
      if next == 0 {
        next = UInt32(ends.count)
        edges.insert(state, symbol, to: next)
        ends.append(0)
      }
      state = next
    }
    let end = ends[Int(state)]
    if end == 0 {
      ends[Int(state)] = id + 1
    } else if end > 0 {
      several.append([end - 1, id])
      ends[Int(state)] = -Int32(several.count)
    } else {
      several[Int(-end) - 1].append(id)
    }
  }

  /// What stands behind the root by one symbol.
  struct First: Sendable {
    var state: UInt32 = 0
    var end: Int32 = 0
  }

  /// By symbol; and which symbols go on behind it.
  func firsts(symbolCount: Int) -> ([First], PairFilter) {
    var firsts = [First](repeating: First(), count: symbolCount)
    var symbolOf: [UInt32: UInt16] = [:]
    let edges = edges.all
    for edge in edges where edge.state == Self.root {
      let state = self.edges.next(Self.root, edge.symbol)
      firsts[Int(edge.symbol)] = First(state: state, end: ends[Int(state)])
      symbolOf[state] = edge.symbol
    }
    var filter = PairFilter()
    for edge in edges {
      if let first = symbolOf[edge.state] { filter.insert(first, edge.symbol) }
    }
    return (firsts, filter)
  }
}
