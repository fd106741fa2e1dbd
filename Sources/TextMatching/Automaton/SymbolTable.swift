/// Numbers for characters: those that no pattern tells apart share one.
struct SymbolTable: Sendable {
  /// By scalar, for the first plane, in which nearly all characters of a text stand.
  let plane: [UInt16]
  /// Where each stretch of scalars with one symbol begins, in order, and the symbol.
  private let starts: [UInt32]
  private let symbols: [UInt16]
  let count: Int

  /// Of a set with so few scalars, each gets a symbol of its own.
  private static let small = 64

  /// A table that tells apart what `sets` tell apart and every scalar of `singles`; `nil` when it would need more than
  /// 2¹⁶ symbols.
  init?(sets: Set<ScalarSet>, singles: Set<UInt32>) {
    var singles = singles
    var large: [ScalarSet] = []
    for set in sets {
      if set.count <= Self.small { singles.formUnion(set.ranges.joined()) } else { large.append(set) }
    }
    var bounds: Set<UInt32> = [0]
    for range in large.lazy.flatMap(\.ranges) {
      bounds.insert(range.lowerBound)
      bounds.insert(range.upperBound + 1)
    }
    for single in singles {
      bounds.insert(single)
      bounds.insert(single + 1)
    }
    bounds.remove(ScalarSet.last + 1)
    let starts = bounds.sorted()
    var known: [[Int]: UInt16] = [:]
    var symbols: [UInt16] = []
    for start in starts {
      var signature = singles.contains(start) ? [-1 - Int(start)] : []
      for (index, set) in large.enumerated() where set.contains(start) { signature.append(index) }
      if let symbol = known[signature] {
        symbols.append(symbol)
        continue
      }
      guard let symbol = UInt16(exactly: known.count) else { return nil }
      known[signature] = symbol
      symbols.append(symbol)
    }
    var plane: [UInt16] = []
    plane.reserveCapacity(0x1_0000)
    for (index, start) in starts.enumerated() where start < 0x1_0000 {
      let end = index + 1 < starts.count ? min(starts[index + 1], 0x1_0000) : 0x1_0000
      plane += repeatElement(symbols[index], count: Int(end - start))
    }
    self.plane = plane
    self.starts = starts
    self.symbols = symbols
    count = known.count
  }

  /// The symbol of any scalar.
  func symbol(of scalar: UInt32) -> UInt16 {
    if scalar < 0x1_0000 { return plane[Int(scalar)] }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    return symbols[low - 1]
  }

  /// The symbols of the scalars in `set`, which must be one of those that the table was made for.
  func symbols(of set: ScalarSet) -> [UInt16] {
    if set.count <= Self.small { return set.ranges.joined().map { symbol(of: $0) } }
    var found = Set<UInt16>()
    for (start, symbol) in zip(starts, symbols) where set.contains(start) { found.insert(symbol) }
    return found.sorted()
  }
}
