import EventLog
import Testing

@testable import Dispatching

@Suite("Where a handler starts")
struct StartOffsetsTests {
  @Test(
    "the casebook's position counts where it can be one",
    arguments: [
      // Nothing seen: from the first record.
      (nil, nil, 0..<10, 0), (nil, 7, 3..<10, 3),
      // The casebook is ahead by a batch, or behind after a restore: what it holds counts.
      (8, 5, 0..<10, 8), (2, 9, 0..<10, 2), (10, 10, 0..<10, 10),
      // The group has no position, or the casebook's lies behind the end: the topic was made anew.
      (8, nil, 0..<10, 0), (90, nil, 0..<10, 0), (90, 90, 4..<10, 4), (0, nil, 0..<10, 0), (4, nil, 4..<4, 4),
    ] as [(Int64?, Int64?, Range<Int64>, Int64)])
  func start(held: Int64?, committed: Int64?, log: Range<Int64>, offset: Int64) {
    let start = StartOffsets.start(
      held: held, committed: committed, marks: Watermarks(low: log.lowerBound, high: log.upperBound))
    #expect(start.offset == offset)
    #expect(start.lost == nil)
  }

  @Test("what went past its retention unseen is told")
  func lost() {
    let start = StartOffsets.start(held: 3, committed: 3, marks: Watermarks(low: 5, high: 9))
    #expect(start == .init(offset: 5, lost: 3..<5))
  }
}
