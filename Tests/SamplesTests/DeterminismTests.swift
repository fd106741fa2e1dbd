import Formats
import Messages
import Testing

@testable import Samples

/// The same seed gives the same day, and the committed day is the one the generator makes.
struct DeterminismTests {
  @Test func theSameSeedGivesTheSameDay() {
    #expect(Array(SampleDay(seed: 42, count: 1_000)) == Days.day(42))
  }

  @Test func anotherSeedOrDateGivesAnotherDay() {
    let first = SampleDay(seed: 1, count: 50).map(\.submission.text)
    #expect(first != SampleDay(seed: 2, count: 50).map(\.submission.text))
    #expect(first != SampleDay(seed: 1, count: 50, date: "2026-11-24").map(\.submission.text))
  }

  @Test(arguments: [0, -3, 1, 17])
  func aDayHasAsManyAsAskedFor(count: Int) {
    #expect(Array(SampleDay(seed: 3, count: count)).count == max(0, count))
  }

  @Test func timesGoForwardThroughTheDay() {
    let lines = SampleDay(seed: 9, count: 300).filter { $0.submission.kind != .hotline }.map(\.submission.receivedAt)
    #expect(lines == lines.sorted())
    #expect(lines.allSatisfy { $0.hasPrefix("2026-11-23T") })
  }

  /// SplitMix64 of seed 1234567, as its author's reference gives it.
  @Test func theGeneratorOfNumbersIsSplitMix() {
    var random = Randomness(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func theCommittedDayIsTheOneTheGeneratorMakes() throws {
    var files: [String: [UInt8]] = [:]
    for piece in SampleFiles(SampleDay(seed: 20_261_123, count: 1_140)) {
      files[piece.file.name, default: []] += piece.bytes
    }
    #expect(files.keys.sorted() == ["hotline.csv", "mediation.jsonl", "reconsideration.jsonl", "truth.jsonl"])
    for (name, bytes) in files {
      #expect(try Repository.bytes("Examples/day/\(name)") == bytes, "Examples/day/\(name): run make sample")
    }
  }

  @Test func theTableReadsBack() {
    let items = Days.day(1).filter { $0.submission.kind == .hotline }
    var writer = CSVWriter()
    for item in items { writer.row(SampleWriter.cells(item.submission)) }
    #expect(rows(writer.take()) == items.map { SampleWriter.cells($0.submission) })
    #expect(SampleWriter.cells(items[0].submission).count == SampleWriter.hotlineHeader.count)
    #expect(items.contains { $0.submission.text.contains("\n") })
  }

  @Test func linesOrTable() {
    let day = SampleDay(seed: 4, count: 40)
    let names = Set(SampleFiles(day, hotlineAsTable: false).map(\.file.name))
    #expect(names.contains("hotline.jsonl") && !names.contains("hotline.csv"))
  }
}
