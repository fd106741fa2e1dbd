public import Dispatch

extension Timer {
  /// Runs `body` and records how long it took, also when it throws.
  public static func measure<Result>(
    label: String, dimensions: [(String, String)] = [], body: () throws -> Result
  ) rethrows -> Result {
    try Timer(label: label, dimensions: dimensions).measure(body: body)
  }

  /// Runs `body` and records how long it took by the given clock, also when it throws.
  public func measure<Result, Failure: Error, Clock: _Concurrency.Clock>(
    clock: Clock = .continuous, body: () throws(Failure) -> Result
  ) throws(Failure) -> Result where Clock.Duration == Duration {
    let start = clock.now
    defer { record(duration: start.duration(to: clock.now)) }
    return try body()
  }

  /// Records the time between two moments.
  public func recordInterval(since: DispatchTime, end: DispatchTime = .now()) {
    recordNanoseconds(Int64(clamping: end.uptimeNanoseconds) - Int64(clamping: since.uptimeNanoseconds))
  }

  /// Takes a duration in seconds.
  public func record(_ duration: Double) { recordSeconds(duration) }

  /// Takes a duration; `never` counts as nothing.
  public func record(_ duration: DispatchTimeInterval) {
    switch duration {
    case .nanoseconds(let value): recordNanoseconds(value)
    case .microseconds(let value): recordMicroseconds(value)
    case .milliseconds(let value): recordMilliseconds(value)
    case .seconds(let value): recordSeconds(value)
    case .never: recordNanoseconds(0)
    @unknown default: recordNanoseconds(0)
    }
  }
}
