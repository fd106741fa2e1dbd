import Threading

/// Where the process decides, once and at its start, what backs its metrics.
public enum MetricsSystem {
  private struct State {
    var factory: any MetricsFactory = NOOPMetricsHandler.instance
    var bootstrapped = false
  }

  private static let state = Lock(State())

  /// Sets the factory. May be called once; a second call is a programming error and traps. Metrics made earlier keep the
  /// handlers they have.
  public static func bootstrap(_ factory: any MetricsFactory) {
    state.withLock { state in
      precondition(!state.bootstrapped, "the metrics system can be set up only once in a process")
      state = State(factory: factory, bootstrapped: true)
    }
  }

  /// The factory in use; one that drops everything until ``bootstrap(_:)``.
  public static var factory: any MetricsFactory { state.withLock { $0.factory } }

  /// Sets the factory any number of times: for tests.
  static func bootstrapInternal(_ factory: any MetricsFactory) {
    state.withLock { $0.factory = factory }
  }
}
