/// How long texts are, in characters: the measured shape of the city's traffic, with a median of 204 and 95 % up to 1,156.
struct LengthPlan {
  /// Thousandths of all texts, and the length up to which they go; between two of them lengths spread evenly.
  static let shape: [(thousandths: Int, length: Int)] = [
    (0, 24), (25, 30), (50, 38), (100, 53), (200, 84), (300, 117), (400, 156), (500, 204), (600, 267), (700, 355),
    (800, 496), (900, 780), (950, 1_080), (975, 1_540), (990, 2_371), (996, 3_250), (1_000, 5_400),
  ]

  /// Of a million.
  private var position: Int
  private static let million = 1_000_000

  init(_ random: inout Randomness) {
    position = random.below(Self.million)
  }

  /// The next length. The positions walk through the distribution in steps of the golden ratio, so that a day of a
  /// thousand has the shape as well as one of a hundred thousand.
  mutating func next() -> Int {
    position = (position + 618_034) % Self.million
    let upper = Self.shape.firstIndex { $0.thousandths * 1_000 > position } ?? Self.shape.count - 1
    let (low, high) = (Self.shape[upper - 1], Self.shape[upper])
    let part = position - low.thousandths * 1_000
    let whole = (high.thousandths - low.thousandths) * 1_000
    return low.length + (high.length - low.length) * part / whole
  }
}
