/// How a client ended.
public struct KafkaCloseReport: Sendable, Hashable, CustomStringConvertible {
  /// Records that were neither acknowledged nor refused when the deadline passed; their senders were told so.
  public var undelivered: Int
  /// Why the client's memory or threads are still there; `nil`: they are gone. In 2.0.2 destroying a client can hang
  /// (a partition removed, a broker that bounced): it then goes on on a thread of its own and nobody waits for it.
  public var unfinished: String?

  public init(undelivered: Int = 0, unfinished: String? = nil) {
    self.undelivered = undelivered
    self.unfinished = unfinished
  }

  public var isClean: Bool { undelivered == 0 && unfinished == nil }

  public var description: String {
    if isClean { return "closed" }
    var parts: [String] = []
    if undelivered > 0 { parts.append("\(undelivered) records undelivered") }
    if let unfinished { parts.append(unfinished) }
    return parts.joined(separator: "; ")
  }
}
