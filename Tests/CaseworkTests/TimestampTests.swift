import Casework
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("2026-11-23T09:05:03+08:00", 1_795_395_903_000), ("2026-11-23T01:05:03Z", 1_795_395_903_000),
      ("2026-11-23t01:05:03z", 1_795_395_903_000), ("2026-11-23 01:05:03Z", 1_795_395_903_000),
      ("2026-11-22T20:05:03-05:00", 1_795_395_903_000), ("1970-01-01T00:00:00Z", 0),
      ("1969-12-31T23:59:59.5Z", -500), ("2026-11-23T01:05:03.1239Z", 1_795_395_903_123),
      ("2026-12-31T23:59:60Z", 1_798_761_600_000),
    ] as [(String, Int64)])
  func read(_ text: String, _ instant: Int64) {
    #expect(Timestamp.parse(text) == instant)
  }

  @Test(arguments: [
    "", "2026-11-23", "2026-11-23T09:05:03", "2026-11-23T09:05+08:00", "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z",
    "2026-11-23T09:05:61Z", "2026-11-23T09:05:03.Z", "2026-11-23T09:05:03+0800", "2026-11-23T09:05:03+24:00",
    "2026-11-23T09:05:03Zx", "2026-11-23T09:05:03+08:0", "2026-02-29T09:05:03Z", "２026-11-23T09:05:03Z",
    "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
  ])
  func refused(_ text: String) {
    #expect(Timestamp.parse(text) == nil)
  }

  @Test func whatIsWrittenIsReadAgain() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let instant = Int64.random(in: Timestamp.earliest...Timestamp.latest, using: &random)
      let offset = Int.random(in: -1439...1439, using: &random)
      #expect(Timestamp.parse(Timestamp.format(instant, offset: offset)) == instant, "\(instant) \(offset)")
    }
    #expect(Timestamp.format(1_795_395_903_000) == "2026-11-23T09:05:03+08:00")
    #expect(Timestamp.format(1_795_395_903_007, offset: 0) == "2026-11-23T01:05:03.007Z")
    #expect(Timestamp.format(.max, offset: 0) == "9999-12-30T23:59:59.999Z")
    #expect(Timestamp.format(.min).hasPrefix("0001-01-02"))
  }
}
