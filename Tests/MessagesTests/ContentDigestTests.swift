import Casework
import Crypto
import Messages
import Testing

@Suite struct ContentDigestTests {
  private let digest = ContentDigest(secret: SymmetricKey([UInt8](repeating: 7, count: 32)))

  private func specimen(_ kind: Submission.Kind = .hotline) throws -> Submission {
    try SubmissionCodec.decode(Array(Specimen.of(kind).utf8), kind: kind, context: Specimen.context)
  }

  @Test(
    arguments: [
      { $0.receivedAt += 86_400_000 }, { $0.channel = .file }, { $0.extra = [ExtraField(name: "状态", value: "已办结")] },
      { $0.findings = [Finding(field: "text", rule: .controlCharacter)] }, { $0.text = " 清城区某路路灯不亮 已经\t三天\n" },
      { $0.key = BusinessKey(source: "other", externalID: "2") },
      { $0.attachments[0].uri = "https://elsewhere.example/1" },
      { $0.text = $0.text.replacing("\n", with: "\u{3000}\u{A0}") },
    ] as [@Sendable (inout Submission) -> Void])
  func theSameContent(_ change: @Sendable (inout Submission) -> Void) throws {
    let before = try specimen()
    var after = before
    change(&after)
    #expect(digest.digest(of: after) == digest.digest(of: before))
  }

  @Test(
    arguments: [
      { $0.text += "。" }, { $0.text = $0.text.replacing("路灯", with: "红绿灯") }, { $0.place = "另一条路" },
      { $0.region = "441803" }, { $0.previousNumber = nil }, { $0.attachments = [] },
      { $0.attachments[0].digest += "0" },
      { $0.details = .hotline(HotlineDetails(matter: .praise, caller: Caller(disclosure: .anonymous))) },
      { $0.text = "清城区某路路灯不亮\\n已经三天" },
    ] as [@Sendable (inout Submission) -> Void])
  func otherContent(_ change: @Sendable (inout Submission) -> Void) throws {
    let before = try specimen()
    var after = before
    change(&after)
    #expect(digest.digest(of: after) != digest.digest(of: before))
  }

  @Test func anotherSecretOrAlgorithmGivesAnotherDigest() throws {
    let submission = try specimen(.mediation)
    let here = digest.digest(of: submission)
    #expect(here.wholeMatch(of: /hmac-sha256:[0-9a-f]{64}/) != nil)
    let other = ContentDigest(secret: SymmetricKey([UInt8](repeating: 8, count: 32)))
    #expect(other.digest(of: submission) != here)
    #expect(DigestAlgorithm.sm3.isAvailable)
    let national = ContentDigest(.sm3, secret: SymmetricKey([UInt8](repeating: 7, count: 32)))
    #expect(national.digest(of: submission).hasPrefix("hmac-sm3:"))
  }

  @Test func aSealedSubmissionKeepsTheDigestItHad() throws {
    var submission = try specimen()
    let before = digest.digest(of: submission)
    submission.text = Submission.sealedText
    submission.place = nil
    submission.sealed = [SealedPart(keyID: "k1", envelope: "AAAA", contentDigest: before)]
    #expect(digest.digest(of: submission) == before)
    let again = try SubmissionCodec.decode(
      SubmissionCodec.encode(submission), kind: .hotline, context: Specimen.context)
    #expect(digest.digest(of: again) == before)
  }

  @Test func rowsWithoutAnId() throws {
    var context = Specimen.context
    context.source = "upload"
    context.mayLackExternalID = true
    func row(_ text: String, _ time: String?, now: Int64 = 0) throws -> String {
      context.now += now
      var draft = SubmissionDraft(kind: .hotline, context: context)
      draft.set(.text, text)
      if let time { draft.set(.receivedAt, time) }
      return digest.row(of: try draft.finish())
    }
    let plain = try row("漏水", nil)
    #expect(try row("漏水", nil, now: 5_000) == plain, "the time of reading is no part of it")
    #expect(try row(" 漏水 ", nil) == plain)
    #expect(try row("漏水", "2026-11-22") != plain)
    #expect(try row("漏水", "2026-11-22") == row("漏水", "2026/11/22"))
    #expect(try row("漏水", "2026-11-22") != row("漏水", "2026-11-21"))
    #expect(try row("漏电", nil) != plain)
    #expect(ContentDigest.externalID(row: plain, ordinal: 2) == "row-\(plain)-2")
  }
}
