import EventLog
import Threading

/// A member of a group in this process.
///
/// What it holds is the coordinator's to say; here stand the positions it has read up to and the one batch that is out.
final class SQLiteConsumer: LogConsumer {
  /// Where reading goes on in a partition, valid for one holding of it.
  struct Position {
    var id: Int64
    var epoch: Int
    var next: Int64
  }

  /// The batch that is out.
  struct Out {
    var token: Int
    var starts: [TopicPartition: Position]
    var committing = false
  }

  struct State {
    var requests = 0
    var closed = false
    var fenced = false
    /// Out of the group, with nothing left to do.
    var left = false
    var positions: [TopicPartition: Position] = [:]
    var out: Out?
    /// How many more records wake the waiting request; 0: none waits for records.
    var needed = 0
  }

  let stay: GroupState.Stay
  let subscription: Subscription
  let topics: Set<String>
  let log: EventLogSQLite
  let state = Lock(State())
  /// Something that a waiting request or a revocation looks at is different now.
  let changed = Signal()

  var group: String { subscription.group }
  var memberID: String { subscription.memberID }

  init(_ subscription: Subscription, log: EventLogSQLite, stay: GroupState.Stay) {
    self.subscription = subscription
    self.log = log
    self.stay = stay
    topics = Set(subscription.topics)
  }

  func assignment() async -> Set<TopicPartition> {
    Set((log.coordinator.holdings(of: self) ?? [:]).filter { !$0.value.leaving }.keys)
  }

  // MARK: Told by the coordinator

  func appended(_ count: Int) {
    let enough = state.withLock { state in
      guard state.needed > 0 else { return false }
      state.needed = max(0, state.needed - count)
      return state.needed == 0
    }
    if enough { changed.notify() }
  }

  func fence() {
    state.withLock { $0.fenced = true }
    changed.notify()
  }

  /// Lets go of partitions: tells the owner, waits for a batch that is out, and at the end of the budget does not wait
  /// any more.
  func revoke(_ held: [TopicPartition: Int]) {
    let deadline = ContinuousClock.now + subscription.revokeBudget
    Task {
      if let onRevoke = subscription.onRevoke {
        await withDeadline(deadline) { await onRevoke(held.keys.sorted()) }
      }
      while ContinuousClock.now < deadline {
        let version = changed.version
        let busy = state.withLock { state in
          !state.closed && !state.fenced && state.out?.starts.contains { held[$0.key] == $0.value.epoch } == true
        }
        guard busy else { break }
        await changed.wait(after: version, until: deadline)
      }
      log.coordinator.release(self, held)
    }
  }

  // MARK: Leaving

  func close() async {
    let first = state.withLock { state in
      defer { state.closed = true }
      return !state.closed
    }
    guard first else { return await waitUntilLeft() }
    changed.notify()
    let held = await assignment()
    if let onRevoke = subscription.onRevoke, !held.isEmpty {
      await withDeadline(ContinuousClock.now + subscription.revokeBudget) { await onRevoke(held.sorted()) }
    }
    await settleCommit()
    log.coordinator.leave(self)
    state.withLock { state in
      state.out = nil
      state.positions = [:]
      state.left = true
    }
    changed.notify()
  }

  private func waitUntilLeft() async {
    while true {
      let version = changed.version
      if state.withLock({ $0.left }) { return }
      await Task { await changed.wait(after: version) }.value
    }
  }

  /// Waits for a commit that is on its way to the disk.
  func settleCommit() async {
    while true {
      let version = changed.version
      guard state.withLock({ $0.out?.committing == true }) else { return }
      // Not cut short by cancellation, so that no record is given out while its commit is undecided.
      await Task { await changed.wait(after: version) }.value
    }
  }
}
