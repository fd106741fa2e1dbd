import Messages

/// A day of what a city's people bring, made up from a seed: the same seed, count and date give the same day anywhere.
///
/// ```swift
/// for item in SampleDay(seed: 7, count: 1_000) { … }
/// ```
public struct SampleDay: Sequence, Sendable {
  public let seed: UInt64
  /// How many submissions, repeats and conflicts included.
  public let count: Int
  /// The day of receipt, `2026-11-23`.
  public let date: String

  /// - Parameter date: as `YYYY-MM-DD`; anything else is read as 2026-11-23.
  public init(seed: UInt64, count: Int, date: String = "2026-11-23") {
    self.seed = seed
    self.count = Swift.max(0, count)
    self.date = Day(iso: date) == nil ? "2026-11-23" : date
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  /// Makes one submission after the other.
  public struct Iterator: IteratorProtocol, Sendable {
    private var maker: SampleMaker

    init(_ day: SampleDay) {
      maker = SampleMaker(day)
    }

    public mutating func next() -> SampleItem? { maker.next() }
  }
}
