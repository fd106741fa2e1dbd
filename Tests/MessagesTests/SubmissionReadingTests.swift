import Casework
import Messages
import Testing

@Suite struct SubmissionReadingTests {
  @Test func aWholeHotlineRecord() throws {
    let submission = try read(.hotline, Specimen.hotline)
    #expect(submission.key.description == "qy12345:GD-0001")
    #expect(Timestamp.format(submission.receivedAt) == "2026-11-22T09:05:03+08:00")
    #expect(submission.channel == .phone)
    #expect(submission.region == "441802")
    #expect(submission.text == "清城区某路路灯不亮\n已经三天")
    guard case .hotline(let details) = submission.details else { throw Mismatch() }
    #expect(details.matter == .complaint)
    #expect(details.caller.disclosure == .named)
    #expect(details.caller.telephone == "13800138000")
    #expect(details.caller.identityNumber == "11010519491231002X")
    #expect(details.against == [Accused(name: "某物业公司", kind: .enterprise)])
    #expect(details.peopleCount == 30)
    #expect(submission.attachments.first?.size == 1024)
    #expect(submission.extra == [ExtraField(name: "网格", value: "G-07")])
    #expect(submission.findings.isEmpty)
  }

  @Test func aWholeReconsideration() throws {
    let submission = try read(.reconsideration, Specimen.reconsideration)
    guard case .reconsideration(let details) = submission.details else { throw Mismatch() }
    #expect(details.applicants.map(\.kind) == [.natural, .legal])
    #expect(details.respondent == Organ(name: "某区城市管理局", code: nil))
    #expect(details.act.madeOn == "2026-10-08")
    #expect(details.act.knownOn == "2026-10-10")
    #expect(details.requests == ["撤销行政处罚决定", "返还罚款"])
    #expect(details.compensation?.amount == "15000.50")
    #expect(details.attachedReview?.document == "某办法")
    #expect(details.delivery == .viaPunishingAgency)
    #expect(submission.findings.isEmpty)
  }

  @Test func aWholeMediation() throws {
    let submission = try read(.mediation, Specimen.mediation)
    guard case .mediation(let details) = submission.details else { throw Mismatch() }
    #expect(details.applicants.first?.name == "甲")
    #expect(details.respondents.first?.kind == .organisation)
    #expect(details.amount == "30000")
    #expect(details.requestedBy == .court)
    #expect(details.consent == .unknown)
    #expect(submission.findings.isEmpty)
  }

  @Test(arguments: Submission.Kind.allCases)
  func whatIsWrittenReadsBackAndIsWrittenTheSame(_ kind: Submission.Kind) throws {
    let submission = try read(kind, Specimen.of(kind))
    let canonical = SubmissionCodec.encode(submission)
    let again = try SubmissionCodec.decode(canonical, kind: kind, context: Specimen.context)
    #expect(again == submission)
    #expect(SubmissionCodec.encode(again) == canonical)
  }

  @Test func theKindOfAnEnvelope() throws {
    let body = #"{"text":"漏水","source":"s","external_id":"1","kind":"热线"}"#
    #expect(try SubmissionCodec.decode(Array(body.utf8), kind: nil, context: Specimen.context).kind == .hotline)
    #expect(throws: Refusal.self) {
      try SubmissionCodec.decode(Array(body.utf8), kind: .mediation, context: Specimen.context)
    }
  }

  @Test func whatAReaderTellsOfAKeylessRecord() throws {
    var context = Specimen.context
    context.source = "upload"
    context.mayLackExternalID = true
    let reading = try SubmissionCodec.read(Array(#"{"text":"漏水"}"#.utf8), kind: .hotline, context: context)
    #expect(!reading.hasExternalID)
    #expect(!reading.hasReceivedAt)
    #expect(reading.submission.receivedAt == context.now)
    #expect(reading.submission.key == BusinessKey(source: "upload", externalID: ""))
    #expect(throws: Refusal.self) {
      try SubmissionCodec.decode(Array(#"{"text":"漏水"}"#.utf8), kind: .hotline, context: context)
    }
  }

  @Test func unknownFieldsAreKept() throws {
    let submission = try read(
      .hotline,
      #"{"source":"s","external_id":"1","text":"漏水","a":1.50,"b":{"c":[1, 2]},"d":null,"e":true,"f":"文","caller":{"vip":1},"extra":{"a":"x"}}"#
    )
    #expect(
      submission.extra.map { "\($0.name)=\($0.value)" } == [
        "a=1.50", #"b={"c":[1, 2]}"#, "e=true", "f=文", "caller.vip=1", "a#2=x",
      ])
  }

  struct Mismatch: Error {}

  private func read(_ kind: Submission.Kind, _ json: String) throws -> Submission {
    try SubmissionCodec.decode(Array(json.utf8), kind: kind, context: Specimen.context)
  }
}
