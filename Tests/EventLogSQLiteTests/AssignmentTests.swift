import EventLog
import Testing

@testable import EventLogSQLite

@Suite struct AssignmentTests {
  static func partitions(_ topics: [String: Int32]) -> [TopicPartition] {
    topics.flatMap { topic, count in (0..<count).map { TopicPartition(topic, $0) } }.sorted()
  }

  @Test(arguments: [1, 2, 3, 5, 8], [1, 2, 6, 12]) func everyPartitionHasOneHolderAndSharesAreEven(
    members: Int, count: Int
  ) {
    let all = Self.partitions(["t": Int32(count)])
    let assignment = Assignor.assign(all, to: (0..<members).map { ("m\($0)", ["t"]) })
    #expect(Set(assignment.keys) == Set(all))
    let shares = Dictionary(grouping: assignment.values) { $0 }.mapValues(\.count)
    #expect((shares.values.max() ?? 0) - (shares.count < members ? 0 : shares.values.min() ?? 0) <= 1)
  }

  @Test func theOrderInWhichMembersCameDoesNotMatter() {
    let all = Self.partitions(["a": 4, "b": 3])
    let members: [(id: String, topics: Set<String>)] = [("x", ["a"]), ("y", ["a", "b"]), ("z", ["b"])]
    let first = Assignor.assign(all, to: members)
    #expect(Assignor.assign(all.reversed(), to: members.reversed()) == first)
    #expect(
      first.allSatisfy { partition, id in members.first { $0.id == id }?.topics.contains(partition.topic) == true })
    #expect(first.count == 7)
  }

  @Test func topicsThatNobodyWantsStayFree() {
    #expect(Assignor.assign(Self.partitions(["a": 2]), to: [("x", ["b"])]).isEmpty)
    #expect(Assignor.assign(Self.partitions(["a": 2]), to: []).isEmpty)
  }

  /// Members come, go and let go in any order: a partition never has two holders, nobody holds what it was told to let go
  /// and has, and in the end everything that is wanted is held.
  @Test(arguments: 0..<40) func holdingsStaySound(seed: UInt64) {
    var random = Seeded(seed)
    let all = Self.partitions(["a": 5, "b": 2])
    var group = GroupState()
    var present: Set<Int> = []
    var leaving: [(stay: Int, held: [TopicPartition: Int])] = []
    var epochs: [TopicPartition: Int] = [:]
    var nextStay = 0
    func take(_ actions: [GroupState.Action]) {
      for case .revoke(let stay, let held) in actions { leaving.append((stay, held)) }
      for case .fence(let stay) in actions { present.remove(stay) }
    }
    for _ in 0..<300 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        nextStay += 1
        present.insert(nextStay)
        let topics: Set<String> = Bool.random(using: &random) ? ["a", "b"] : ["a"]
        take(group.join(nextStay, id: "m\(Int.random(in: 0..<6, using: &random))", topics: topics, partitions: all))
      case 1:
        guard let stay = present.randomElement(using: &random) else { continue }
        present.remove(stay)
        take(group.leave(stay, partitions: all))
      default:
        guard !leaving.isEmpty else { continue }
        let (stay, held) = leaving.remove(at: Int.random(in: 0..<leaving.count, using: &random))
        take(group.release(stay, held, partitions: all))
        if present.contains(stay) { #expect(group.lost(stay, held) == held.keys.sorted()) }
      }
      for (partition, holding) in group.holdings {
        #expect(present.contains(holding.stay))
        #expect(holding.epoch >= epochs[partition, default: 0])
        epochs[partition] = holding.epoch
      }
    }
    while let (stay, held) = leaving.popLast() { take(group.release(stay, held, partitions: all)) }
    nextStay += 1
    take(group.join(nextStay, id: "last", topics: ["a", "b"], partitions: all))
    while let (stay, held) = leaving.popLast() { take(group.release(stay, held, partitions: all)) }
    #expect(group.holdings.count == all.count)
    #expect(group.holdings.values.allSatisfy { !$0.leaving })
  }
}

/// A generator that gives the same numbers for the same seed (splitmix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
