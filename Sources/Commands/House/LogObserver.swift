import Dispatching
import EventLog
import Casework
import Messages
import Reporting

/// Looks at the log from outside: what came in, and how far everybody has worked.
struct LogObserver: Sendable {
  let log: any EventLog

  func facts() async throws -> LogFacts {
    var appended: [String: Int64] = [:]
    for kind in Submission.Kind.allCases { appended[kind.topic] = try await end(of: kind.topic) }
    var handlers = try await lag(group: DeadLetterHandler.group, topics: [DeadLetter.topic])
    for docket in Docket.allCases {
      handlers += try await lag(group: DocketHandler.group(of: docket), topics: [docket.topic])
    }
    return LogFacts(
      cluster: try await log.clusterID(), appended: appended,
      waitingForRouter: try await lag(group: Router.group, topics: Submission.Kind.allCases.map(\.topic)),
      waitingForHandlers: handlers, relayPosition: try await log.publisherPosition(id: Relay.publisherID) ?? 0)
  }

  /// Records that were ever appended to a topic of the embedded log, where offsets have no gaps.
  private func end(of topic: String) async throws -> Int64 {
    try await log.watermarks(topic: topic).values.reduce(0) { $0 + $1.high }
  }

  /// How many records a group has not finished.
  func lag(group: String, topics: [String]) async throws -> Int64 {
    let committed = try await log.committedOffsets(group: group)
    var lag: Int64 = 0
    for topic in topics {
      for (partition, marks) in try await log.watermarks(topic: topic) {
        lag += max(0, marks.high - (committed[partition] ?? marks.low))
      }
    }
    return lag
  }
}
