import EventLog

/// One consumer group as values: who is in it, who holds which partition, and what has to be let go.
///
/// A partition that is to move stays with its holder, who may still commit, until the holder has let go of it; only then
/// does the next one get it. Each holding has an epoch, so that a batch of an earlier holding is told from a later one.
struct GroupState {
  /// One member's stay in the group; the same member coming again has another.
  typealias Stay = Int

  struct Holding: Hashable {
    var stay: Stay
    var epoch: Int
    /// To be let go: no more records, but commits still count.
    var leaving = false
  }

  /// What a change asks of a member.
  enum Action: Equatable {
    /// Look again at what you hold.
    case changed(Stay)
    /// Let go of these, and say so.
    case revoke(Stay, [TopicPartition: Int])
    /// A newer member has taken your name.
    case fence(Stay)
  }

  private struct Member {
    var id: String
    var topics: Set<String>
  }

  private var members: [Stay: Member] = [:]
  private(set) var holdings: [TopicPartition: Holding] = [:]
  private var epoch = 0

  var isEmpty: Bool { members.isEmpty }

  mutating func join(_ stay: Stay, id: String, topics: Set<String>, partitions: [TopicPartition]) -> [Action] {
    var actions: [Action] = []
    for (old, member) in members where member.id == id {
      remove(old)
      actions.append(.fence(old))
    }
    members[stay] = Member(id: id, topics: topics)
    return actions + rebalance(partitions)
  }

  mutating func leave(_ stay: Stay, partitions: [TopicPartition]) -> [Action] {
    guard members[stay] != nil else { return [] }
    remove(stay)
    return rebalance(partitions)
  }

  /// The member has let go of these holdings.
  mutating func release(
    _ stay: Stay, _ released: [TopicPartition: Int], partitions: [TopicPartition]
  ) -> [Action] {
    for (partition, epoch) in released {
      guard let holding = holdings[partition], holding.stay == stay, holding.epoch == epoch else { continue }
      holdings[partition] = nil
    }
    return rebalance(partitions)
  }

  /// Brings holdings towards the assignment, as far as nobody has to let go first.
  mutating func rebalance(_ partitions: [TopicPartition]) -> [Action] {
    let stays = Dictionary(members.map { ($0.value.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    let target = Assignor.assign(partitions, to: members.values.map { ($0.id, $0.topics) })
    var changed: Set<Stay> = []
    var revoked: [Stay: [TopicPartition: Int]] = [:]
    for partition in partitions {
      let wanted = target[partition].flatMap { stays[$0] }
      if let holding = holdings[partition] {
        if holding.stay != wanted, !holding.leaving {
          holdings[partition]?.leaving = true
          revoked[holding.stay, default: [:]][partition] = holding.epoch
        }
      } else if let wanted {
        epoch += 1
        holdings[partition] = Holding(stay: wanted, epoch: epoch)
        changed.insert(wanted)
      }
    }
    return changed.sorted().map { .changed($0) }
      + revoked.sorted { $0.key < $1.key }.map { .revoke($0.key, $0.value) }
  }

  /// What a member holds; `nil` when it is not in the group (any more).
  func holdings(of stay: Stay) -> [TopicPartition: Holding]? {
    members[stay] == nil ? nil : holdings.filter { $0.value.stay == stay }
  }

  /// Those of these holdings that the member does not have any more.
  func lost(_ stay: Stay, _ held: [TopicPartition: Int]) -> [TopicPartition] {
    held.filter { partition, epoch in
      guard let holding = holdings[partition] else { return true }
      return holding.stay != stay || holding.epoch != epoch
    }.keys.sorted()
  }

  private mutating func remove(_ stay: Stay) {
    members[stay] = nil
    holdings = holdings.filter { $0.value.stay != stay }
  }
}
