public import EventLog

/// What a backend may be able to do; a case that needs what a backend cannot do is skipped by its name.
public enum Capability: String, Sendable, CaseIterable {
  /// An append is all or nothing.
  case atomicAppend
  /// The log can be closed and opened again with what it held.
  case reopening
  /// Writes can be made to fail for a while.
  case interruption
  /// Members are fenced, and partitions handed over, without waiting for a session to time out.
  case promptRebalance
  /// Topics are made, described and widened through the log, one that nobody made is unknown, and groups tell their
  /// offsets.
  case administration
  /// Outputs, offsets and positions are one atomic step: who is shut out or fails in the middle of it leaves nothing.
  case transactions
  /// Of two members under one name the newer shuts the older out.
  case memberNames
  /// A rebalance takes back only the partitions that move.
  case partialRevocation
}

/// A kind of log under test.
public protocol LogBackend: Sendable {
  var capabilities: Set<Capability> { get }

  /// Makes room for a log with nothing in it.
  func makeSite() async throws -> any LogSite
}

/// The room for one log, from its first opening to its end.
public protocol LogSite: Sendable {
  /// Opens the log, again when it was closed before.
  func open() async throws -> any EventLog

  /// Makes writes fail with ``EventLogError/unavailable(_:)`` while `body` runs.
  func interrupting(_ body: @Sendable () async throws -> Void) async throws

  /// Removes everything.
  func remove() async
}
