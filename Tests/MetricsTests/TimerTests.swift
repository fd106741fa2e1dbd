import Dispatch
import Testing
import Threading

@testable import Metrics

@Suite struct TimerTests {
  private func recorded(_ body: (Metrics.Timer) -> Void) -> [String] {
    let handler = RecordingHandler()
    body(Timer(label: "t", dimensions: [], handler: handler))
    return handler.calls.withLock { $0 }
  }

  @Test(arguments: [
    (Duration.zero, Int64(0)), (.nanoseconds(1), 1), (.milliseconds(1_500), 1_500_000_000),
    (.seconds(-2), -2_000_000_000), (.seconds(Int64.max / 2), .max), (.seconds(Int64.min / 2), .min),
    (Duration(secondsComponent: 9_223_372_036, attosecondsComponent: 854_775_807_000_000_000), .max),
    (Duration(secondsComponent: 9_223_372_036, attosecondsComponent: 854_775_808_000_000_000), .max),
  ])
  func durationsStayWithin64Bits(duration: Duration, nanoseconds: Int64) {
    #expect(recorded { $0.record(duration: duration) } == ["\(nanoseconds)ns"])
  }

  @Test func unitsAreScaledAndClamped() {
    #expect(recorded { $0.recordMicroseconds(3) } == ["3000ns"])
    #expect(recorded { $0.recordMilliseconds(UInt16(3)) } == ["3000000ns"])
    #expect(recorded { $0.recordSeconds(3) } == ["3000000000ns"])
    #expect(recorded { $0.recordMicroseconds(1.5) } == ["1500ns"])
    #expect(recorded { $0.recordMilliseconds(1.5) } == ["1500000ns"])
    #expect(recorded { $0.recordSeconds(0.25) } == ["250000000ns"])
    #expect(recorded { $0.recordSeconds(Int64.max) } == ["\(Int64.max)ns"])
    #expect(recorded { $0.recordSeconds(Int64.min) } == ["\(Int64.min)ns"])
    #expect(recorded { $0.recordNanoseconds(UInt64.max) } == ["\(Int64.max)ns"])
    #expect(recorded { $0.recordSeconds(1e300) } == ["\(Int64.max)ns"])
    #expect(recorded { $0.recordSeconds(-Double.infinity) } == ["\(Int64.min)ns"])
    #expect(recorded { $0.recordSeconds(Double.nan) }.isEmpty)
    #expect(recorded { $0.record(0.5) } == ["500000000ns"])
  }

  @Test(arguments: [
    (DispatchTimeInterval.nanoseconds(5), "5ns"), (.microseconds(5), "5000ns"), (.milliseconds(5), "5000000ns"),
    (.seconds(5), "5000000000ns"), (.never, "0ns"),
  ])
  func dispatchIntervals(interval: DispatchTimeInterval, expected: String) {
    #expect(recorded { $0.record(interval) } == [expected])
  }

  @Test func intervalsBetweenMoments() {
    let (early, late) = (DispatchTime(uptimeNanoseconds: 1_000), DispatchTime(uptimeNanoseconds: 4_500))
    #expect(recorded { $0.recordInterval(since: early, end: late) } == ["3500ns"])
    #expect(recorded { $0.recordInterval(since: late, end: early) } == ["-3500ns"])
  }

  @Test func measuringRecordsOnceAlsoWhenTheBodyThrows() {
    struct Refused: Error {}
    let handler = RecordingHandler()
    let timer = Timer(label: "t", dimensions: [], handler: handler)
    #expect(timer.measure { 42 } == 42)
    #expect(throws: Refused.self) { try timer.measure { throw Refused() } }
    #expect(handler.calls.withLock { $0.count } == 2)
    #expect(handler.calls.withLock { $0.allSatisfy { !$0.hasPrefix("-") } })
  }
}
