import Casebook
import Casework
import EventLog
import Intake
import Messages
import Routing

/// The intake topics themselves: rows are sealed where they accuse, and produced; whoever works the log registers them.
struct LogSink: RowSink {
  /// What the desk of the installation seals and recognises with.
  struct Keys: Sendable {
    let sealer: AccusationSealer
    let digest: ContentDigest
  }

  let log: any EventLog
  let list: DecisionList
  /// `nil`: nothing can be sealed here, so what accuses an official is held back.
  let keys: Keys?

  func take(_ submissions: [Submission]) async throws -> [RowOutcome] {
    let now = House.now()
    var records: [ProducerRecord] = []
    var outcomes: [RowOutcome] = []
    for submission in submissions {
      guard let sealed = try seal(submission) else {
        outcomes.append(.refused(Self.unsealed))
        continue
      }
      records.append(ProducerRecord(sealed, time: now))
      outcomes.append(.taken(findings: submission.findings))
    }
    if !records.isEmpty { _ = try await log.append(records) }
    return outcomes
  }

  private func seal(_ submission: Submission) throws -> Submission? {
    guard let keys else { return list.accuses(submission) ? nil : submission }
    return try keys.sealer.seal(submission, contentDigest: keys.digest.digest(of: submission))
  }

  private static let unsealed = RejectedRow.Reason(
    column: nil, field: "text", rule: "accusation.unsealed",
    wording: Bilingual(
      "疑似举报公职人员，此处没有密封用的公钥，未发送；请用 --keys 指定密钥文件夹，或经服务受理",
      "it seems to accuse an official and cannot be sealed here, so it was not sent: name the keys' folder with --keys, "
        + "or take it in through the service"))
}
