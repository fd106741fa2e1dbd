/// Two transactions in turn: while the one behind commits, the one ahead is decided and its records are written. Says what
/// to do next; does nothing itself.
///
/// Kept: the records of a batch are all in the log before the first of the next batch is sent, and a batch sends no
/// offsets before the one behind it is *known* to be committed. When that is not known, or fails, both are dropped.
struct TransactionPipeline: Equatable, Sendable {
  /// How far the batch is that is not yet to be committed.
  enum Ahead: Equatable, Sendable, CaseIterable {
    case none, reading, deciding, decided, producing, produced
  }

  /// How far the batch is that is to be committed.
  enum Behind: Equatable, Sendable, CaseIterable {
    case none, flushing, committing
  }

  enum Event: Equatable, Sendable, CaseIterable {
    case started, read, decided, produced, flushed, committed
    /// The consumer has no more to give, or shall give no more.
    case ended
    /// A step of the batch ahead failed: nothing of it is committed.
    case aheadFailed
    /// A step of the batch behind failed.
    case behindFailed
  }

  enum Action: Equatable, Sendable {
    case read
    case decide
    /// Begin a transaction for the batch ahead and queue its records.
    case produce
    /// The batch ahead becomes the one behind; wait until its records are acknowledged.
    case promote
    /// Send the offsets of the batch behind and commit it.
    case commit
    /// The batch behind is committed.
    case settle
    /// Wait for what is under way, abort what is open, read again from the committed offsets.
    case drop
    /// Everything is committed.
    case finish
  }

  enum End: Equatable, Sendable {
    case none
    /// No more is read.
    case draining
    /// The batch ahead is lost; the one behind may still be committed.
    case failing
    case over
  }

  private(set) var ahead = Ahead.none
  private(set) var behind = Behind.none
  private(set) var end = End.none

  mutating func handle(_ event: Event) -> [Action] {
    guard end != .over else { return [] }
    switch event {
    case .started: return read()
    case .read where ahead == .reading:
      ahead = .deciding
      return [.decide]
    case .decided where ahead == .deciding:
      ahead = .decided
      return produce()
    case .produced where ahead == .producing:
      ahead = .produced
      return promote()
    case .flushed where behind == .flushing:
      behind = .committing
      return [.commit] + produce()
    case .committed where behind == .committing:
      behind = .none
      if end == .failing { return [.settle] + stop(.drop) }
      return [.settle] + promote()
    case .ended:
      if end == .none { end = .draining }
      if ahead == .reading { ahead = .none }
      return finish()
    case .aheadFailed where end != .failing:
      end = .failing
      return behind == .none ? stop(.drop) : []
    case .behindFailed where behind != .none: return stop(.drop)
    case .read, .decided, .produced, .flushed, .committed, .aheadFailed, .behindFailed: return []
    }
  }

  private mutating func read() -> [Action] {
    guard end == .none, ahead == .none else { return finish() }
    ahead = .reading
    return [.read]
  }

  private mutating func produce() -> [Action] {
    guard ahead == .decided, behind != .flushing, end != .failing else { return [] }
    ahead = .producing
    return [.produce]
  }

  private mutating func promote() -> [Action] {
    guard ahead == .produced, behind == .none else { return finish() }
    ahead = .none
    behind = .flushing
    return [.promote] + read()
  }

  private mutating func finish() -> [Action] {
    end == .draining && ahead == .none && behind == .none ? stop(.finish) : []
  }

  private mutating func stop(_ action: Action) -> [Action] {
    end = .over
    return [action]
  }
}
