import Casework
import Console
import Formats
import Messages
import Testing

@testable import Commands

@Suite struct CaseWordingTests {
  private let chinese = Terminal(environment: ["LANG": "zh_CN"])
  private let english = Terminal(environment: ["LANG": "en_US"])

  @Test func aReasonTellsItsPlace() {
    let word = RouteReason(signal: "act.penalty", field: "text", words: "罚款", offset: 11)
    #expect(RouteWords.line(word, .none, chinese) == "罚款（act.penalty，text 第 12 字）")
    #expect(RouteWords.line(word, .none, english) == "罚款 (act.penalty, text at 12)")
    let field = RouteReason(signal: "field", field: "sealed", words: "true", offset: nil)
    #expect(RouteWords.line(field, .none, english) == "sealed = true")
    let fact = RouteReason(signal: "people", field: "text", words: "12", offset: nil)
    #expect(RouteWords.line(fact, .none, english) == "people = 12")
    let sealed = RouteReason(signal: "seal.bribe", field: "text", words: "", offset: 3)
    #expect(RouteWords.line(sealed, .none, english) == "(sealed) (seal.bribe, text at 4)")
  }

  @Test func theFormOfAnApplicationIsShown() throws {
    let submission = try JSONValue(
      parsing: """
        {"text":"…","respondent":{"name":"某镇人民政府"},"act":{"kind":"行政处罚","document_number":"〔2026〕1号",
        "made_on":"2026-10-08","summary":"罚款"},"requests":["撤销","赔偿"],"compensation":{"amount":"100","reason":"误工"},
        "attached_review":{"document":"某办法"},"delivery":"post","attachments":[{"name":"决定书.pdf","uri":"https://example.org/1"}],
        "extra":{"窗口":"3"}}
        """)
    let rows = SubmissionDetails(submission: submission, language: .chinese).rows
    let shown = Dictionary(uniqueKeysWithValues: rows.map { ($0.label, $0.texts) })
    #expect(
      shown == [
        "行政行为": ["行政处罚  〔2026〕1号  作出 2026-10-08  罚款"], "复议请求": ["撤销", "赔偿"], "赔偿请求": ["100  误工"],
        "附带审查": ["某办法"], "提交方式": ["邮寄"], "附件": ["决定书.pdf  https://example.org/1"], "其他字段": ["窗口 = 3"],
      ])
  }

  @Test func theFormsOfOtherKindsAreShown() throws {
    let mediation = try JSONValue(
      parsing: #"{"dispute_type":"邻里","amount":"5000","wanted":"修好","requested_by":"court","consent":"refused"}"#)
    #expect(
      SubmissionDetails(submission: mediation, language: .english).rows.flatMap(\.texts)
        == ["邻里", "5000", "修好", "a court", "refuses mediation"])
    let call = try JSONValue(parsing: #"{"matter":"投诉","caller":{"disclosure":"confidential"},"people_count":30}"#)
    #expect(
      SubmissionDetails(submission: call, language: .chinese).rows.flatMap(\.texts) == ["投诉", "要求保密", "30"])
    #expect(SubmissionDetails(submission: .object([]), language: .chinese).rows.isEmpty)
  }

  @Test func labelsStandBeforeTheirTextAndLinesFit() {
    var sheet = Sheet(width: 20, indent: 6)
    sheet.row("标", "一二三四五六七八九\n\u{1B}[2Jx")
    sheet.row("空", "")
    sheet.rows("多", ["甲", "", "乙"])
    #expect(sheet.lines == ["标    一二三四五六七", "      八九", "       [2Jx", "多    甲", "      乙"])
  }
}
