/// The walks over one text: from each place along the tree of the literals and along the automaton of the expressions.
struct AutomatonWalk: Sendable {
  private let symbols: SymbolTable
  private let trie: LiteralTrie
  private let automaton: ExpressionAutomaton?
  private let expressions: [AutomatonPlan.Expression]
  private let wordFirsts: [LiteralTrie.First]
  private let wordPairs: PairFilter
  /// By symbol, the state behind the automaton's root for any place, and behind the one inside a leading run.
  private let anywhere: [UInt32]
  private let inside: [UInt32]
  private let pairs: PairFilter
  /// By symbol, whether it is one of a leading run.
  private let isRunning: [Bool]
  private let lineFeed: UInt16

  init(
    symbols: SymbolTable, trie: LiteralTrie, automaton: ExpressionAutomaton?, expressions: [AutomatonPlan.Expression],
    running: [UInt16], lineFeed: UInt16
  ) {
    self.symbols = symbols
    self.trie = trie
    self.automaton = automaton
    self.expressions = expressions
    self.lineFeed = lineFeed
    (wordFirsts, wordPairs) = trie.firsts(symbolCount: symbols.count)
    let (firsts, pairs) = automaton?.firsts(symbolCount: symbols.count) ?? ([[], []], PairFilter())
    (anywhere, inside) = (firsts[0], firsts[1])
    self.pairs = pairs
    var isRunning = [Bool](repeating: false, count: symbols.count)
    for symbol in running { isRunning[Int(symbol)] = true }
    self.isRunning = isRunning
  }

  /// All matches in `text`: those of literals and of expressions, each in order, of each expression and start the longest.
  func matches(in text: UTF8Span) -> (words: [Match], expressions: [Match]) {
    let count = text.count
    var words: [Match] = []
    var hits: [Match] = []
    // A text of more than 4 GiB is looked at no further than that, as by the other engine.
    let bytes = text.span.extracting(first: min(count, Int(UInt32.max) - 4))
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: count) { places in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count + 1) { offsets in
        let length = read(bytes, places, offsets)
        let text = SymbolText(
          symbols: UnsafeBufferPointer(rebasing: places[..<length]),
          offsets: UnsafeBufferPointer(rebasing: offsets[...length]))
        words.reserveCapacity(length / 2)
        findWords(text, into: &words)
        if let automaton { find(automaton, text, into: &hits) }
      }
    }
    hits.keepLeftmost()
    hits.keepLongest()
    return (words, hits)
  }

  /// The characters of valid UTF-8 as symbols, with the offset of each and the end; how many there are.
  private func read(
    _ bytes: Span<UInt8>, _ places: UnsafeMutableBufferPointer<UInt16>, _ offsets: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    let plane = symbols.plane.span
    var index = 0
    var count = 0
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) & 0x3F }
    while index < bytes.count {
      offsets[count] = UInt32(truncatingIfNeeded: index)
      let first = UInt32(bytes[index])
      if first < 0x80 {
        places[count] = plane[Int(first)]
        index += 1
      } else if first < 0xE0, index + 1 < bytes.count {
        places[count] = plane[Int((first & 0x1F) << 6 | tail(1))]
        index += 2
      } else if first < 0xF0, index + 2 < bytes.count {
        places[count] = plane[Int((first & 0x0F) << 12 | tail(1) << 6 | tail(2))]
        index += 3
      } else if index + 3 < bytes.count {
        places[count] = symbols.symbol(of: (first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3))
        index += 4
      } else {
        break
      }
      count += 1
    }
    offsets[count] = UInt32(truncatingIfNeeded: index)
    return count
  }

  private func findWords(_ text: SymbolText, into found: inout [Match]) {
    let slots = trie.edges.slots.span
    let shift = trie.edges.shift
    let ends = trie.ends.span
    let firsts = wordFirsts.span
    let pairs = wordPairs.words.span
    let last = text.symbols.count - 1
    for place in text.symbols.indices {
      let symbol = text.symbols[place]
      let first = firsts[Int(symbol)]
      if first.state == 0 { continue }
      let before = found.count
      if first.end != 0 { take(first.end, text, place, place + 1, into: &found) }
      guard place < last, PairFilter.mayHold(symbol, text.symbols[place + 1], in: pairs) else { continue }
      var state = first.state
      var next = place + 1
      while next <= last {
        state = EdgeTable.next(state, text.symbols[next], in: slots, shift: shift)
        next += 1
        if state == 0 { break }
        let end = ends[Int(state)]
        if end != 0 { take(end, text, place, next, into: &found) }
      }
      if found.count > before + 1 { found[before...].sort() }
    }
  }

  private func take(_ end: Int32, _ text: SymbolText, _ start: Int, _ next: Int, into found: inout [Match]) {
    if end > 0 {
      found.append(text.match(Int(end) - 1, start, next))
    } else {
      for id in trie.several[Int(-end) - 1] { found.append(text.match(Int(id), start, next)) }
    }
  }

  private func find(_ automaton: ExpressionAutomaton, _ text: SymbolText, into found: inout [Match]) {
    let slots = automaton.edges.slots.span
    let shift = automaton.edges.shift
    let others = automaton.others.span
    let endStart = automaton.endStart.span
    let isRunning = isRunning.span
    let anywhere = anywhere.span
    let inside = inside.span
    let pairs = pairs.words.span
    let last = text.symbols.count - 1
    var isInside = false
    for place in text.symbols.indices {
      let symbol = Int(text.symbols[place])
      var state = isInside ? inside[symbol] : anywhere[symbol]
      isInside = isRunning[symbol]
      if state == 0 { continue }
      var next = place + 1
      // Hardly any expression ends behind one character.
      if !automaton.isEnd(state), place == last || !PairFilter.mayHold(UInt16(symbol), text.symbols[next], in: pairs) {
        continue
      }
      while state != 0 {
        let current = Int(state)
        if endStart[current] != endStart[current + 1] {
          for index in endStart[current]..<endStart[current + 1] {
            let expression = expressions[Int(automaton.ends[Int(index)])]
            if !expression.isLed {
              found.append(text.match(expression.id, place, next))
            } else if place > 0, text.symbols[place - 1] != lineFeed {
              found.append(text.match(expression.id, place - 1, next))
            }
          }
        }
        guard next <= last else { break }
        let edge = EdgeTable.next(state, text.symbols[next], in: slots, shift: shift)
        state = edge == 0 ? others[current] : edge == ExpressionAutomaton.nowhere ? 0 : edge
        next += 1
      }
    }
  }
}

extension [Match] {
  /// Of the matches with the same pattern and end, keeps the leftmost.
  fileprivate mutating func keepLeftmost() {
    guard count > 1 else { return }
    sort { ($0.id, $0.end, $0.start) < ($1.id, $1.end, $1.start) }
    var kept = 0
    for index in indices.dropFirst() where self[index].id != self[kept].id || self[index].end != self[kept].end {
      kept += 1
      self[kept] = self[index]
    }
    removeSubrange((kept + 1)...)
  }
}
