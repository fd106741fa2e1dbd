/// Backs a ``Counter``. Sums stay at the greatest number instead of overflowing.
public protocol CounterHandler: AnyObject, Sendable {
  /// Adds `amount`.
  func increment(by amount: Int64)
  /// Back to zero.
  func reset()
}

/// Backs a ``FloatingPointCounter``.
public protocol FloatingPointCounterHandler: AnyObject, Sendable {
  /// Adds `amount`.
  func increment(by amount: Double)
  /// Back to zero.
  func reset()
}

/// Backs a ``Meter``.
public protocol MeterHandler: AnyObject, Sendable {
  /// Sets the value.
  func set(_ value: Int64)
  /// Sets the value.
  func set(_ value: Double)
  /// Adds `amount`.
  func increment(by amount: Double)
  /// Takes `amount` away.
  func decrement(by amount: Double)
}

/// Backs a ``Recorder`` and a ``Gauge``.
public protocol RecorderHandler: AnyObject, Sendable {
  /// Takes an observation.
  func record(_ value: Int64)
  /// Takes an observation.
  func record(_ value: Double)
}

/// Backs a ``Timer``.
public protocol TimerHandler: AnyObject, Sendable {
  /// Takes a duration in nanoseconds.
  func recordNanoseconds(_ duration: Int64)
}
