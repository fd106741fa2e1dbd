/// A long-running part of the program. ``run()`` works until it is told to shut down gracefully, or is cancelled.
///
/// Same name and signatures as in swift-service-lifecycle. (There the signals are in a module of their own, `UnixSignals`.)
public protocol Service: Sendable {
  /// Works; returning or throwing is answered by the group as its configuration says.
  func run() async throws
}
