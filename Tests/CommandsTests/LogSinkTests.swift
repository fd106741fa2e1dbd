import Casework
import Crypto
import EventLog
import EventLogSQLite
import Intake
import Messages
import Routing
import Rulebook
import Testing

@testable import Commands

/// Rows that go straight to the intake topics.
@Suite struct LogSinkTests {
  private static let accusation = "我要举报我们村的村支书，他收了老板的红包，把集体的地低价租了出去，亲戚还吃低保。"

  private func matter(_ id: String, _ text: String) -> Submission {
    Submission(
      key: BusinessKey(source: "s", externalID: id), receivedAt: 1_795_395_600_000, channel: .file, region: "441802",
      text: text, details: .hotline(HotlineDetails(matter: nil, caller: Caller(disclosure: .named, name: "某女士"))))
  }

  private func withLog(_ body: (EventLogSQLite, RulesOnDisk) async throws -> Void) async throws {
    try await Repository.withFolder { folder in
      let rules = try RulesOnDisk.load(
        ConfigFolder(config: "\(Repository.root)/Config", topics: "\(Repository.root)/Topics", origin: .argument),
        settings: Settings(), cache: nil)
      let log = try await EventLogSQLite(path: "\(folder)/log.db")
      try await log.ensure(topics: rules.rulebook.topics.map(TopicSpecification.init))
      do {
        try await body(log, rules)
      } catch {
        await log.close()
        throw error
      }
      await log.close()
    }
  }

  private func records(_ log: EventLogSQLite) async throws -> [ConsumedRecord] {
    var reader = try await TopicReader(log: log, topic: "intake.hotline", partition: nil, start: .beginning, last: 0)
    return try await reader.next(upTo: 100)
  }

  @Test func withoutKeysAnAccusationIsHeldBack() async throws {
    try await withLog { log, rules in
      let sink = LogSink(log: log, list: rules.list, keys: nil)
      let outcomes = try await sink.take([matter("1", "路灯坏了三天"), matter("2", Self.accusation)])
      #expect(outcomes.first == .taken(findings: []))
      guard case .refused(let reason)? = outcomes.last else {
        Issue.record("sent")
        return
      }
      #expect(reason.rule == "accusation.unsealed")
      #expect(try await records(log).map(\.key) == [Array("s:1".utf8)])
    }
  }

  @Test func withKeysItIsSealedAndKnownAgain() async throws {
    try await withLog { log, rules in
      let key = try PrivateKey(generating: .international)
      let digest = ContentDigest(secret: SymmetricKey(Array(repeating: 7, count: 32)))
      let sink = LogSink(
        log: log, list: rules.list,
        keys: .init(sealer: AccusationSealer(list: rules.list, recipient: key.publicKey), digest: digest))
      #expect(try await sink.take([matter("2", Self.accusation)]) == [.taken(findings: [])])
      let record = try #require(try await records(log).first)
      #expect(record.header("ce_type") == "fenliu.submission.hotline.v1")
      let stored = try SubmissionCodec.decode(
        record.value ?? [], kind: .hotline, context: ValidationContext(now: 1_795_395_700_000))
      #expect(stored.isSealedAsAWhole)
      #expect(stored.sealed.first?.contentDigest == digest.digest(of: matter("2", Self.accusation)))
      #expect(!String(decoding: record.value ?? [], as: UTF8.self).contains("红包"))
    }
  }
}
