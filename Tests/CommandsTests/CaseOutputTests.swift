import Casework
import Console
import Formats
import Messages
import Testing

@testable import Casebook
@testable import Commands

@Suite struct CaseOutputTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("  =x", "'  =x"), ("＝x", "'＝x"),
    ("a=b", "a=b"), ("", ""), ("清城区", "清城区"), ("\u{FEFF}", "\u{FEFF}"),
  ])
  func noCellIsAFormula(cell: String, written: String) {
    #expect(CaseCSV.inert(cell) == written)
  }

  static let summary = CaseSummary(
    id: 7, number: "QY20261123-0000171-1", registration: "QY20261123-0000171", kind: .hotline, docket: .workOrder,
    route: .hotline, procedure: "hotline_work_order", state: "registered",
    stateTitle: Bilingual("已登记（含录音）", "registered (with the recording)"), awaitsConfirmation: false, isPrimary: true,
    isSealed: false, region: "441802", flags: ["short_deadline"], gate: "G17", confidence: .medium,
    words: ["=cmd|'\"\n", "路灯", "13800138000"], receivedAt: 1_795_000_000_000, openedAt: 1_795_000_000_001,
    changedAt: 1_795_000_000_002, outcome: nil, closedAt: nil, sequence: 1)

  @Test func aSummaryIsJSON() throws {
    let text = CaseJSON.summary(Self.summary).description
    let read = try JSONValue(parsing: text)
    #expect(read["number"]?.string == "QY20261123-0000171-1")
    #expect(read["words"]?.elements?.count == 3)
    #expect(read["closed_at"]?.isNull == true)
    #expect(read["awaits_confirmation"]?.boolean == false)
    #expect(!text.contains("13800138000"))
    #expect(!text.contains("\n"))
  }

  @Test(arguments: [
    ("已登记（含录音）", "已登记"), ("registered (with)", "registered"), ("申请、主动发现", "申请"), ("a, b", "a"), ("无", "无"), ("", ""),
  ])
  func statesAreBrief(title: String, brief: String) {
    #expect(CaseTable.brief(title) == brief)
  }

  @Test(arguments: [
    ([], ""), (["罚款", "罚款"], "罚款"), (["行政拘留", "拘留", "行政拘留五日"], "行政拘留五日"), (["", "甲", "乙"], "甲 乙"),
  ])
  func wordsStandOnce(found: [String], shown: String) {
    #expect(CaseTable.words(found) == shown)
  }

  @Test(arguments: [
    ("QY20261123-0000171", true), ("qy20261123-0000171-12", true), ("QY20261123-0000175", false), ("", false),
    ("QY20261123-0000171-0", false), ("move", false), ("QY20261123-0000171-1-1", false),
  ])
  func numbers(text: String, isOne: Bool) {
    #expect(((try? CaseNumberReading(text)) != nil) == isOne)
  }

  @Test(arguments: [
    ("a=b", "a", "b"), ("a=", "a", ""), ("日期=2026-11-23", "日期", "2026-11-23"), ("a=b=c", "a", "b=c"),
  ])
  func data(argument: String, name: String, value: String) throws {
    let datum = try #require(CaseMoveCommand.Datum(argument: argument))
    #expect(datum.field == ExtraField(name: name, value: value))
  }

  @Test(arguments: ["", "a", "=", "=b"])
  func noData(argument: String) {
    #expect(CaseMoveCommand.Datum(argument: argument) == nil)
  }

  @Test func whileTheRouteIsAProposalAPersonDecides() {
    var summary = Self.summary
    summary.awaitsConfirmation = true
    let file = CaseFile(
      summary: summary, decision: RouteDecision(route: .court, gate: "G4", confidence: .low, reasons: [], articles: []),
      excerpt: nil, listVersion: "", key: BusinessKey(source: "s", externalID: "1"), channel: .phone, registeredAt: 0,
      submission: [], parties: [], events: [], siblings: [], previous: [], repetitions: 0, allowed: [], outcome: nil,
      data: [], clocks: [], links: [], assignee: nil)
    #expect(CaseSteps.open(to: file).map(\.event) == ["confirm_route", "reroute"])
    #expect(CaseSteps.open(to: file)[1].requires.map(\.name) == ["route"])
    #expect((try? JSONValue(parsing: CaseJSON.file(file, opened: [], mask: .none).description)) != nil)
  }
}
