/// The edges of an automaton: from a state by a symbol to a state. State 0 is never an edge's end.
struct EdgeTable: Sendable {
  /// As many states as an edge can hold.
  static let mostStates = 1 << 24

  /// Open addressing; a slot holds the state in its upper 24 bits, then the symbol, then the next state; 0: free.
  private(set) var slots: [UInt64]
  private(set) var shift: UInt64
  private var count = 0

  init() {
    slots = Array(repeating: 0, count: 1 << 10)
    shift = 54
  }

  /// Where an edge's search begins.
  @inline(__always) static func place(_ key: UInt64, shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  @inline(__always) static func key(_ state: UInt32, _ symbol: UInt16) -> UInt64 {
    UInt64(state) << 16 | UInt64(symbol)
  }

  /// The state behind an edge; 0 when there is none.
  @inline(__always) static func next(
    _ state: UInt32, _ symbol: UInt16, in slots: Span<UInt64>, shift: UInt64
  ) -> UInt32 {
    let key = key(state, symbol)
    var place = place(key, shift: shift)
    while true {
      let slot = slots[place]
      if slot >> 24 == key { return UInt32(truncatingIfNeeded: slot & 0xFF_FFFF) }
      if slot == 0 { return 0 }
      place = (place &+ 1) & (slots.count &- 1)
    }
  }

  func next(_ state: UInt32, _ symbol: UInt16) -> UInt32 {
    Self.next(state, symbol, in: slots.span, shift: shift)
  }

  /// Every edge: its state and its symbol.
  var all: [(state: UInt32, symbol: UInt16)] {
    slots.filter { $0 != 0 }.map { (UInt32($0 >> 40), UInt16(truncatingIfNeeded: $0 >> 24)) }
  }

  mutating func insert(_ state: UInt32, _ symbol: UInt16, to next: UInt32) {
    if 2 * count >= slots.count { grow() }
    put(Self.key(state, symbol) << 24 | UInt64(next))
    count += 1
  }

  private mutating func put(_ entry: UInt64) {
    var place = Self.place(entry >> 24, shift: shift)
    while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    shift -= 1
    for entry in old where entry != 0 { put(entry) }
  }
}
