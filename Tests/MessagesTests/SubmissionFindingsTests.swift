import Casework
import Messages
import Testing

/// What is wrong and not refused: the finding, and what became of the value.
@Suite struct SubmissionFindingsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: Submission.Kind
    var fields: String
    var field: String
    var rule: Rule
    /// A piece of the canonical form in which the value lives on.
    var kept: String

    var testDescription: String { "\(rule.rawValue) \(fields)" }
  }

  static let cases: [Case] = [
    Case(
      kind: .hotline, fields: #""caller":{"name":"甲","telephone":"1380013800"}"#, field: "caller.telephone",
      rule: .telephone, kept: #""telephone":"1380013800""#),
    Case(
      kind: .hotline, fields: #""caller":{"name":"甲","identity_number":"110105194912310021"}"#,
      field: "caller.identity_number", rule: .identityNumber, kept: #""identity_number":"110105194912310021""#),
    Case(kind: .hotline, fields: #""region":"44180""#, field: "region", rule: .regionForm, kept: #""region":"44180""#),
    Case(
      kind: .hotline, fields: #""region":"999999""#, field: "region", rule: .regionUnknown, kept: #""region":"999999""#),
    Case(kind: .hotline, fields: #""region":"天宫""#, field: "region", rule: .regionUnknown, kept: #""region":"天宫""#),
    Case(kind: .hotline, fields: #""channel":"phone""#, field: "place", rule: .placeMissing, kept: "phone"),
    Case(
      kind: .hotline, fields: #""received_at":"昨天下午""#, field: "received_at", rule: .date,
      kept: #""extra":{"received_at":"昨天下午"}"#),
    Case(
      kind: .hotline, fields: #""received_at":"2026-11-24T00:00:00+08:00""#, field: "received_at", rule: .dateInFuture,
      kept: #""received_at":"2026-11-24T00:00:00+08:00""#),
    Case(
      kind: .hotline, fields: #""channel":"鸽子""#, field: "channel", rule: .unknownCode,
      kept: #""extra":{"channel":"鸽子"}"#),
    Case(
      kind: .hotline, fields: #""matter":"别的""#, field: "matter", rule: .unknownCode, kept: #""extra":{"matter":"别的"}"#),
    Case(
      kind: .hotline, fields: #""caller":{"disclosure":"也许","name":"甲"}"#, field: "caller.disclosure",
      rule: .unknownCode, kept: #""disclosure":"confidential""#),
    Case(
      kind: .hotline, fields: #""against":[{"name":"甲","kind":"精灵"}]"#, field: "against[0].kind", rule: .unknownCode,
      kept: #""extra":{"against[0].kind":"精灵"}"#),
    Case(
      kind: .hotline, fields: #""against":[{"kind":"企业"}]"#, field: "against[0].name", rule: .missingName,
      kept: #""against":[{"kind":"enterprise"}]"#),
    Case(
      kind: .hotline, fields: #""people_count":"许多""#, field: "people_count", rule: .integer,
      kept: #""extra":{"people_count":"许多"}"#),
    Case(
      kind: .hotline, fields: #""people_count":3.5"#, field: "people_count", rule: .integer,
      kept: #""extra":{"people_count":"3.5"}"#),
    Case(
      kind: .hotline, fields: #""people_count":0"#, field: "people_count", rule: .integer,
      kept: #""extra":{"people_count":"0"}"#),
    Case(
      kind: .hotline, fields: #""caller":{"disclosure":"named","telephone":"13800138000"}"#, field: "caller.name",
      rule: .missingName, kept: #""telephone":"13800138000""#),
    Case(
      kind: .hotline, fields: #""caller":{"name":"甲"}"#, field: "caller.telephone", rule: .missingContact,
      kept: #""name":"甲""#),
    Case(
      kind: .hotline, fields: #""place":"某\u0001路""#, field: "place", rule: .controlCharacter, kept: #""place":"某 路""#),
    Case(
      kind: .hotline, fields: #""attachments":[{"uri":"u","digest":"md5:00"}]"#, field: "attachments[0].digest",
      rule: .digest, kept: #""digest":"md5:00""#),
    Case(
      kind: .hotline, fields: #""attachments":[{"name":"n"}]"#, field: "attachments[0].uri", rule: .attachmentURI,
      kept: #""name":"n""#),
    Case(
      kind: .hotline, fields: #""attachments":[{"uri":"u","size":-1}]"#, field: "attachments[0].size", rule: .integer,
      kept: #""extra":{"attachments[0].size":"-1"}"#),
    Case(
      kind: .hotline, fields: #""\#(String(repeating: "x", count: 201))":1"#, field: "extra", rule: .fieldDropped,
      kept: #""limit":"200""#),
    Case(
      kind: .reconsideration, fields: #""act":{"made_on":"2026-02-30"}"#, field: "act.made_on", rule: .date,
      kept: #""extra":{"act.made_on":"2026-02-30"}"#),
    Case(
      kind: .reconsideration, fields: #""act":{"made_on":"2026-11-24"}"#, field: "act.made_on", rule: .dateInFuture,
      kept: #""made_on":"2026-11-24""#),
    Case(
      kind: .reconsideration, fields: #""act":{"made_on":"2026-11-20","known_on":"2026-11-19"}"#,
      field: "act.known_on", rule: .dateOrder, kept: #""known_on":"2026-11-19""#),
    Case(
      kind: .reconsideration, fields: #""received_at":"2026-11-01T00:00:00Z","act":{"made_on":"2026-11-20"}"#,
      field: "act.made_on", rule: .dateOrder, kept: #""made_on":"2026-11-20""#),
    Case(
      kind: .reconsideration, fields: #""compensation":{"amount":"很多"}"#, field: "compensation.amount", rule: .amount,
      kept: #""extra":{"compensation.amount":"很多"}"#),
    Case(
      kind: .reconsideration,
      fields: #""applicants":[{"kind":"legal","name":"甲","identity_number":"91350100M000100Y44"}]"#,
      field: "applicants[0].identity_number", rule: .creditCode, kept: #""identity_number":"91350100M000100Y44""#),
    Case(
      kind: .reconsideration, fields: #""applicants":[{"telephone":"12345"}]"#, field: "applicants[0].name",
      rule: .missingName, kept: #""telephone":"12345""#),
    Case(
      kind: .reconsideration, fields: #""requests":["撤销"]"#, field: "applicants", rule: .missingName,
      kept: #""requests":["撤销"]"#),
    Case(
      kind: .reconsideration, fields: #""applicants":[{"name":"甲"}]"#, field: "applicants[0].telephone",
      rule: .missingContact, kept: #""name":"甲""#),
    Case(
      kind: .reconsideration, fields: #""delivery":"post""#, field: "respondent", rule: .missingRespondent, kept: "post"
    ),
    Case(kind: .reconsideration, fields: #""delivery":"鸽子""#, field: "delivery", rule: .unknownCode, kept: "鸽子"),
    Case(kind: .reconsideration, fields: #""delivery":"post""#, field: "requests", rule: .missingRequest, kept: "post"),
    Case(
      kind: .reconsideration, fields: #""attached_review":{"reason":"违法"}"#, field: "attached_review.document",
      rule: .missingName, kept: #""attached_review":{"reason":"违法"}"#),
    Case(
      kind: .mediation, fields: #""consent":"given""#, field: "respondents", rule: .missingRespondent, kept: "given"),
    Case(kind: .mediation, fields: #""consent":"given""#, field: "wanted", rule: .missingRequest, kept: "given"),
    Case(
      kind: .mediation, fields: #""amount":-5"#, field: "amount", rule: .amount, kept: #""extra":{"amount":"-5"}"#),
    Case(kind: .mediation, fields: #""requested_by":"谁"# + "\"", field: "requested_by", rule: .unknownCode, kept: "谁"),
    Case(kind: .mediation, fields: #""consent":"不知"# + "\"", field: "consent", rule: .unknownCode, kept: "不知"),
  ]

  @Test(arguments: cases)
  func acceptedWithAFinding(_ fault: Case) throws {
    let json = #"{"source":"s","external_id":"1","text":"漏水",\#(fault.fields)}"#
    var context = Specimen.context
    context.regions = RegionIndex(codes: Set([RegionCode("441802")].compactMap(\.self)))
    if fault.rule == .regionForm && fault.fields.contains("天") { context.regions = nil }
    let submission = try SubmissionCodec.decode(Array(json.utf8), kind: fault.kind, context: context)
    #expect(submission.findings.contains { $0.field == fault.field && $0.rule == fault.rule }, "\(submission.findings)")
    let canonical = SubmissionCodec.encode(submission)
    #expect(String(decoding: canonical, as: UTF8.self).contains(fault.kept))
    #expect(try SubmissionCodec.decode(canonical, kind: fault.kind, context: context) == submission)
  }

  @Test func everyRuleOfThisSeverityHasACase() {
    let tried = Set(Self.cases.map(\.rule))
    for rule in Rule.allCases where rule.severity == .finding { #expect(tried.contains(rule), "\(rule)") }
  }

  @Test func aFindingOfALaterVersionIsPassedOver() throws {
    let json =
      #"{"source":"s","external_id":"1","text":"t","place":"p","findings":[{"field":"x","rule":"moon.phase"},{"field":"y","rule":"length"}]}"#
    let submission = try SubmissionCodec.decode(Array(json.utf8), kind: .hotline, context: Specimen.context)
    #expect(submission.findings.isEmpty)
  }

  @Test func aNamedRegionBecomesItsCode() throws {
    var context = Specimen.context
    let code = try #require(RegionCode("441802"))
    context.regions = RegionIndex(codes: [code], names: ["清城区": code])
    let json = #"{"source":"s","external_id":"1","text":"t","region":"清城区"}"#
    let submission = try SubmissionCodec.decode(Array(json.utf8), kind: .hotline, context: context)
    #expect(submission.region == "441802")
    #expect(submission.findings.isEmpty)
  }
}
