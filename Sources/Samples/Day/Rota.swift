/// Deals scenarios in proportion to their weights, spread evenly over the day: the one that has waited longest for its
/// share comes next, among those that can carry a text of the wanted length.
struct Rota {
  private let entries: [Int]
  private let shares: [Double]
  private let longest: [Int]
  private var credit: [Double]

  init(_ scenarios: [(index: Int, weight: Double, longest: Int)], _ random: inout Randomness) {
    entries = scenarios.map(\.index)
    let total = scenarios.reduce(0) { $0 + $1.weight }
    shares = scenarios.map { $0.weight / total }
    longest = scenarios.map(\.longest)
    credit = []
    for share in shares { credit.append(share * random.unit()) }
  }

  mutating func next(length: Int, _ random: inout Randomness) -> Int {
    var best = -1
    var highest = -Double.infinity
    for index in entries.indices {
      credit[index] += shares[index]
      let standing = credit[index] + random.unit() * 0.9
      if longest[index] >= length, standing > highest {
        best = index
        highest = standing
      }
    }
    if best < 0 { best = longest.indices.max { longest[$0] < longest[$1] } ?? 0 }
    credit[best] -= 1
    return entries[best]
  }
}
