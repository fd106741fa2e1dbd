import Casework
import Database

/// A place where a chain of events is not whole.
public struct ChainFault: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An event's fields do not give its hash.
    case changedEvent = "changed-event"
    /// The reason or data of an event do not give their digest.
    case changedContent = "changed-content"
    /// An event does not follow from the one before it, or a number is missing.
    case brokenLink = "broken-link"
    /// The case does not point to its last event.
    case wrongHead = "wrong-head"
    /// A day's seal does not fit the chains.
    case wrongSeal = "wrong-seal"
  }

  public var kind: Kind
  /// The case's number, or the day of a seal.
  public var subject: String
  public var sequence: Int?
}

extension Casebook {
  /// Walks every chain from its first event to its head.
  ///
  /// - Parameter progress: called now and then with the number of events read.
  /// - Returns: the number of chains and events read, and what is wrong with them.
  public func auditChains(
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (chains: Int, events: Int, faults: [ChainFault]) {
    var walker = ChainWalker()
    var last = ChainWalker.Position(caseID: 0, sequence: 0)
    while true {
      // Page by page, so that no snapshot is held long.
      let position = last
      let page = try await database.read { try ChainWalker.page(after: position, limit: 5_000, on: $0) }
      for event in page { walker.visit(event) }
      guard let end = page.last else { break }
      last = ChainWalker.Position(caseID: end.caseID, sequence: end.event.sequence)
      progress(walker.events)
    }
    walker.finish()
    return (walker.chains, walker.events, walker.faults)
  }
}

/// Checks events that come in order of case and sequence.
struct ChainWalker {
  struct Position: Sendable {
    var caseID: Int64
    var sequence: Int
  }

  struct Visited: Sendable {
    var caseID: Int64
    var event: ChainedEvent
    /// Salt, reason and data, unless they were erased.
    var content: (salt: [UInt8], reason: String, data: String)?
    var head: [UInt8]
    var headSequence: Int
  }

  private(set) var chains = 0
  private(set) var events = 0
  private(set) var faults: [ChainFault] = []
  private var current: Visited?

  mutating func visit(_ visited: Visited) {
    events += 1
    let event = visited.event
    if current?.caseID != visited.caseID {
      finish()
      chains += 1
      check(event.sequence == 1 && event.previousHash == ChainedEvent.genesis, .brokenLink, event)
    } else if let before = current?.event {
      check(event.sequence == before.sequence + 1 && event.previousHash == before.hash, .brokenLink, event)
    }
    check(event.computedHash == event.hash, .changedEvent, event)
    if let content = visited.content {
      let digest = ChainedEvent.contentDigest(salt: content.salt, reason: content.reason, data: content.data)
      check(digest == event.contentDigest, .changedContent, event)
    }
    current = visited
  }

  /// Ends the chain under way.
  mutating func finish() {
    guard let last = current else { return }
    check(last.head == last.event.hash && last.headSequence == last.event.sequence, .wrongHead, last.event)
    current = nil
  }

  private mutating func check(_ holds: Bool, _ kind: ChainFault.Kind, _ event: ChainedEvent) {
    if !holds { faults.append(ChainFault(kind: kind, subject: event.number, sequence: event.sequence)) }
  }

  static func page(after position: Position, limit: Int, on connection: any SQLConnection) throws -> [Visited] {
    try connection.query(
      """
      SELECT e.case_id, c.number, e.sequence, e.event, e.from_state, e.to_state, e.at, e.actor, e.organ, e.basis,
        e.outcome, e.effects, e.content_digest, e.previous_hash, e.hash, e.salt, e.reason, e.data, c.head_hash,
        c.sequence
      FROM case_event e JOIN case_file c ON c.id = e.case_id
      WHERE (e.case_id, e.sequence) > ($1, $2)
      ORDER BY e.case_id, e.sequence LIMIT $3
      """, .integer(position.caseID), SQLValue(position.sequence), SQLValue(limit)
    ) { row in
      var event = ChainedEvent(
        number: try row.get(1), sequence: try row.get(2), event: try row.get(3), from: try row.get(4),
        to: try row.get(5), at: try row.get(6), actor: try row.get(7), organ: try row.get(8), basis: try row.get(9),
        outcome: try row.get(10), effects: try row.get(11), contentDigest: try row.get(12),
        previousHash: try row.get(13))
      event.hash = try row.get(14)
      let salt: [UInt8]? = try row.get(15)
      let reason: String? = try row.get(16)
      let data: String? = try row.get(17)
      var content: (salt: [UInt8], reason: String, data: String)?
      if let salt, let reason, let data { content = (salt, reason, data) }
      return Visited(
        caseID: try row.get(0), event: event, content: content, head: try row.get(18), headSequence: try row.get(19))
    }
  }
}
