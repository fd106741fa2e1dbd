import EventLog
import Threading

/// The consumer groups of one log, all of whose members are in this process.
///
/// The state decides under one lock; what members have to do about it is done after, and asks the state again.
final class GroupCoordinator: Sendable {
  private struct State {
    var groups: [String: GroupState] = [:]
    var consumers: [GroupState.Stay: SQLiteConsumer] = [:]
    var partitions: [TopicPartition] = []
    var nextStay = 0
  }

  private let state = Lock(State())
  private let metrics: LogMetrics

  init(_ metrics: LogMetrics) { self.metrics = metrics }

  /// The partitions that there are now; members get those that are new.
  func topicsChanged(_ partitions: [TopicPartition]) {
    perform { state in
      state.partitions = partitions
      return state.groups.keys.sorted().flatMap { state.groups[$0]?.rebalance(partitions) ?? [] }
    }
  }

  func newStay() -> GroupState.Stay {
    state.withLock { state in
      state.nextStay += 1
      return state.nextStay
    }
  }

  func join(_ consumer: SQLiteConsumer) {
    metrics.rebalanced(consumer.group)
    perform { state in
      state.consumers[consumer.stay] = consumer
      return state.groups[consumer.group, default: GroupState()].join(
        consumer.stay, id: consumer.memberID, topics: consumer.topics, partitions: state.partitions)
    }
  }

  func leave(_ consumer: SQLiteConsumer) {
    metrics.rebalanced(consumer.group)
    perform { state in
      state.consumers[consumer.stay] = nil
      let actions = state.groups[consumer.group]?.leave(consumer.stay, partitions: state.partitions) ?? []
      if state.groups[consumer.group]?.isEmpty == true { state.groups[consumer.group] = nil }
      return actions
    }
  }

  func release(_ consumer: SQLiteConsumer, _ held: [TopicPartition: Int]) {
    perform { state in
      state.groups[consumer.group]?.release(consumer.stay, held, partitions: state.partitions) ?? []
    }
  }

  /// What the consumer holds; `nil` when it is not in its group.
  func holdings(of consumer: SQLiteConsumer) -> [TopicPartition: GroupState.Holding]? {
    state.withLock { $0.groups[consumer.group]?.holdings(of: consumer.stay) }
  }

  func lost(_ consumer: SQLiteConsumer, _ held: [TopicPartition: Int]) -> [TopicPartition] {
    state.withLock { $0.groups[consumer.group]?.lost(consumer.stay, held) ?? held.keys.sorted() }
  }

  func allConsumers() -> [SQLiteConsumer] {
    state.withLock { Array($0.consumers.values) }
  }

  /// Tells those who hold the partitions that there are so many more records.
  func appended(_ counts: [(partition: TopicPartition, count: Int)]) {
    let told: [(SQLiteConsumer, Int)] = state.withLock { state in
      var told: [(SQLiteConsumer, Int)] = []
      for group in state.groups.values {
        for (partition, count) in counts {
          guard let holding = group.holdings[partition], let consumer = state.consumers[holding.stay] else { continue }
          told.append((consumer, count))
        }
      }
      return told
    }
    for (consumer, count) in told { consumer.appended(count) }
  }

  private func perform(_ change: (inout State) -> [GroupState.Action]) {
    let actions: [(GroupState.Action, SQLiteConsumer)] = state.withLock { state in
      change(&state).compactMap { action in
        let stay =
          switch action {
          case .changed(let stay), .revoke(let stay, _), .fence(let stay): stay
          }
        guard let consumer = state.consumers[stay] else { return nil }
        if case .fence = action { state.consumers[stay] = nil }
        return (action, consumer)
      }
    }
    for (action, consumer) in actions {
      switch action {
      case .changed: consumer.changed.notify()
      case .revoke(_, let held): consumer.revoke(held)
      case .fence: consumer.fence()
      }
    }
  }
}
