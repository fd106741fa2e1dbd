/// The way from offsets in a folded text back to the original, kept as runs.
struct OffsetMap: Sendable {
  /// Folded bytes that came from original bytes: one for one when both counts are equal, otherwise one character.
  private struct Run {
    var folded: Int
    var foldedCount: Int
    var original: Int
    var originalCount: Int
  }

  private var runs: [Run] = []

  /// Notes that the next `foldedCount` bytes, at `folded`, came from `original`.
  mutating func append(foldedCount: Int, at folded: Int, original: Range<Int>) {
    let last = runs.count - 1
    if last >= 0, foldedCount == original.count, runs[last].foldedCount == runs[last].originalCount,
      runs[last].original + runs[last].originalCount == original.lowerBound
    {
      runs[last].foldedCount += foldedCount
      runs[last].originalCount += foldedCount
      return
    }
    runs.append(
      Run(folded: folded, foldedCount: foldedCount, original: original.lowerBound, originalCount: original.count))
  }

  /// Where the original of the folded byte at `offset` begins.
  func start(of offset: Int) -> Int {
    guard let run = run(at: offset) else { return 0 }
    return run.foldedCount == run.originalCount ? run.original + offset - run.folded : run.original
  }

  /// Where the original of the folded byte at `offset` ends.
  func end(of offset: Int) -> Int {
    guard let run = run(at: offset) else { return 0 }
    return run.foldedCount == run.originalCount
      ? run.original + offset - run.folded + 1 : run.original + run.originalCount
  }

  private func run(at offset: Int) -> Run? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].folded <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : runs[low - 1]
  }
}
