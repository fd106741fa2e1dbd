/// Deals the positions 0 ..< count in shuffled order, and shuffles anew when all were dealt.
///
/// Texts of one scenario are compared with each other: dealing instead of throwing dice keeps two neighbours from
/// choosing the same line.
struct Deck {
  private var order: [Int]
  private var next: Int

  init(count: Int) {
    order = Array(0..<count)
    next = count
  }

  var count: Int { order.count }

  mutating func deal(_ random: inout Randomness) -> Int {
    if next >= order.count {
      for index in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(index, random.below(index + 1))
      }
      next = 0
    }
    defer { next += 1 }
    return order[next]
  }

  /// As many different positions as asked for, or all of them.
  mutating func deal(_ wanted: Int, _ random: inout Randomness) -> [Int] {
    var dealt: [Int] = []
    let limit = min(wanted, order.count)
    var tries = 0
    while dealt.count < limit, tries < 4 * order.count {
      let position = deal(&random)
      if !dealt.contains(position) { dealt.append(position) }
      tries += 1
    }
    return dealt
  }
}
