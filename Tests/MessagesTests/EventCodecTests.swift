import Casework
import EventLog
import Messages
import Testing

@Suite struct EventCodecTests {
  static func entry() throws -> DocketEntry {
    let submission = try SubmissionCodec.decode(Array(Specimen.hotline.utf8), kind: .hotline, context: Specimen.context)
    return DocketEntry(
      key: submission.key, kind: .hotline, request: 2, requestCount: 3, isPrimary: true, docket: .reconsideration,
      decision: RouteDecision(
        route: .reconsideration, gate: "G7", confidence: .medium,
        reasons: [
          RouteReason(signal: "document.penalty", field: "text", words: "行政处罚\"决定\"", offset: 4),
          RouteReason(signal: "kind", field: "matter", words: "投诉", offset: nil),
        ], articles: [LegalBasis(text: "行政复议法第11条", standing: .primary)], flags: ["short_deadline"],
        secondary: [.court, .clarify], confirm: ["possible_out_of_time"]),
      excerpt: "路灯\n不亮", decidedAt: 1_795_406_400_123, listVersion: "sha256:00",
      origin: .init(topic: "intake.hotline", partition: 5, offset: 1 << 40), contentDigest: "hmac-sha256:00",
      submission: SubmissionCodec.encode(submission))
  }

  static let event = CaseEvent(
    number: "QY20261123-0000174-1", sequence: 3, event: "accept", procedure: "reconsideration",
    docket: .reconsideration,
    route: .reconsideration, from: "received", to: "accepted", at: 1_795_406_400_000, actor: "officer-7",
    organ: "某区司法局",
    reason: "符合\"受理\"条件", basis: "行政复议法第30条", data: [ExtraField(name: "on", value: "2026-11-23")], outcome: nil,
    previousHash: "sha256:aa", hash: "sha256:bb", isSealed: false)

  static let effects = CaseEffects(
    role: "organ", day: LocalDate("2026-11-20"),
    place: CasePlace(
      procedure: "petition", docket: .petition, route: .petition, awaitsConfirmation: true, isSealed: false),
    assignee: "",
    clocks: [
      ClockChange(
        .start, "ar.review#2", rule: "ar.review", version: LocalDate("2024-01-01"),
        at: LocalDate("2026-11-20").map { .day($0) }),
      ClockChange(.stop, "pt.urgent", at: .instant(1_795_406_400_000), event: "report"),
    ], links: [CaseLink(.repeatOf, "QY20261123-0000174-2")],
    correction: CaseCorrection(sequence: 2, event: nil, approver: "officer-9", enteredFrom: "received"))

  @Test func whatAnEventDidReadsBack() throws {
    #expect(try CaseEffectsCodec.decode(CaseEffectsCodec.text(Self.effects)) == Self.effects)
    #expect(CaseEffectsCodec.text(CaseEffects()) == "{}")
    #expect(throws: Refusal.self) { try CaseEffectsCodec.decode(#"{"clocks":[{"kind":"start"}]}"#) }
    #expect(throws: Refusal.self) { try CaseEffectsCodec.decode(#"{"clocks":[{"kind":"end","clock":"a"}]}"#) }
    #expect(throws: Refusal.self) { try CaseEffectsCodec.decode(#"{"day":"2026-02-30"}"#) }
  }

  @Test func anAlertReadsBack() throws {
    let alert = Alert(
      number: "QY20261123-0000174-1", sequence: 4, at: 1_795_406_400_000, isSealed: false, level: .red,
      procedure: "petition", docket: .petition, state: "accepted", clock: "pt.handle", rule: "pt.handle",
      due: LocalDate("2027-01-22").map { .day($0) }, isProvisional: true, event: nil, basis: "信访工作条例第34条",
      text: Bilingual("将满", "soon over"))
    #expect(try AlertCodec.decode(AlertCodec.encode(alert)) == alert)
    var sealed = alert
    sealed.isSealed = true
    let bytes = AlertCodec.encode(sealed)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("petition"))
    #expect(try AlertCodec.decode(bytes) == .sealed(number: alert.number, sequence: 4, at: alert.at))
  }

  @Test func aDocketEntryReadsBack() throws {
    let entry = try Self.entry()
    let bytes = DocketEntryCodec.encode(entry)
    #expect(try DocketEntryCodec.decode(bytes) == entry)
    #expect(DocketEntryCodec.encode(try DocketEntryCodec.decode(bytes)) == bytes)
    let inner = try SubmissionCodec.decode(entry.submission, kind: entry.kind, context: Specimen.context)
    #expect(inner.key == entry.key)
  }

  @Test func aBareDocketEntryReadsBack() throws {
    var entry = try Self.entry()
    entry.excerpt = nil
    entry.decision = RouteDecision(route: .clarify, gate: "G19", confidence: .low, reasons: [], articles: [])
    #expect(try DocketEntryCodec.decode(DocketEntryCodec.encode(entry)) == entry)
  }

  @Test func aCaseEventReadsBack() throws {
    var event = Self.event
    #expect(try CaseEventCodec.decode(CaseEventCodec.encode(event)) == event)
    event.from = nil
    event.organ = nil
    event.data = []
    event.outcome = "upheld"
    event.effects = Self.effects
    #expect(try CaseEventCodec.decode(CaseEventCodec.encode(event)) == event)
  }

  @Test func anEventOfASealedCaseSaysNothingElse() throws {
    var event = Self.event
    event.isSealed = true
    let bytes = CaseEventCodec.encode(event)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"number":"QY20261123-0000174-1","sequence":3,"at":"2026-11-23T12:00:00+08:00","sealed":true}"#)
    #expect(try CaseEventCodec.decode(bytes) == .sealed(number: event.number, sequence: 3, at: event.at))
  }

  @Test(
    arguments: [
      (#""request":2"#, #""request":0"#, Rule.notAllowed, "request"),
      (#""request":2"#, #""request":4"#, .notAllowed, "request"),
      (#""request":2"#, #""request":"2""#, .wrongType, "request"),
      (#""request":2"#, #""request":2.0"#, .wrongType, "request"),
      (#""docket":"reconsideration""#, #""docket":"moon""#, .notAllowed, "docket"),
      (#""docket":"reconsideration","#, "", .missingField, "docket"),
      (#""route":"reconsideration""#, #""route":"elsewhere""#, .notAllowed, "decision.route"),
      (#""secondary":["litsep.court""#, #""secondary":["x""#, .notAllowed, "decision.secondary[0]"),
      (#""standing":"primary""#, #""standing":"rumour""#, .notAllowed, "decision.articles[0].standing"),
      (#""signal":"kind","#, "", .missingField, "decision.reasons[].signal"),
      (#""offset":1099511627776"#, #""offset":-1"#, .notAllowed, "origin.offset"),
      (#""partition":5"#, #""partition":99999999999"#, .notAllowed, "origin.partition"),
      (#""decided_at":"2026"#, #""decided_at":"26"#, .notAllowed, "decided_at"),
      (#""is_primary":true"#, #""is_primary":1"#, .wrongType, "is_primary"),
      (#""is_primary":true"#, #""is_primary":null"#, .wrongType, "is_primary"),
      (#""list_version""#, #""kind":"hotline","list_version""#, .duplicateKey, "kind"),
      ("}}", "}", .notJSON, "submission"),
    ] as [(String, String, Rule, String)])
  func aBentDocketEntryIsRefused(_ good: String, _ bad: String, _ rule: Rule, _ field: String) throws {
    let json = String(decoding: DocketEntryCodec.encode(try Self.entry()), as: UTF8.self)
    let bent = json.replacing(good, with: bad, maxReplacements: 1)
    #expect(bent != json)
    let refusal = try #require(throws: Refusal.self) { try DocketEntryCodec.decode(Array(bent.utf8)) }
    #expect(refusal.findings.first?.rule == rule)
    #expect(refusal.findings.first?.field == field)
  }

  @Test func fieldsOfALaterVersionArePassedOver() throws {
    let json = String(decoding: DocketEntryCodec.encode(try Self.entry()), as: UTF8.self)
    let later = json.replacing(#""docket""#, with: #""moon":{"phase":[1]},"docket""#, maxReplacements: 1)
    #expect(try DocketEntryCodec.decode(Array(later.utf8)) == Self.entry())
    let event = String(decoding: CaseEventCodec.encode(Self.event), as: UTF8.self)
    #expect(
      try CaseEventCodec.decode(Array(event.replacing("{\"number\"", with: "{\"x\":1,\"number\"").utf8)) == Self.event)
  }

  @Test(
    arguments: [
      (#""sequence":3"#, #""sequence":0"#, Rule.notAllowed), (#""sealed":false,"#, "", .missingField),
      (#""hash":"sha256:bb""#, #""hash":3"#, .wrongType), (#""to":"accepted","#, "", .missingField),
      (#""data":{"on":"2026-11-23"}"#, #""data":{"on":1}"#, .wrongType),
    ] as [(String, String, Rule)])
  func aBentCaseEventIsRefused(_ good: String, _ bad: String, _ rule: Rule) throws {
    let json = String(decoding: CaseEventCodec.encode(Self.event), as: UTF8.self)
    let bent = json.replacing(good, with: bad)
    #expect(bent != json)
    let refusal = try #require(throws: Refusal.self) { try CaseEventCodec.decode(Array(bent.utf8)) }
    #expect(refusal.findings.first?.rule == rule)
  }
}
