import Rulebook
import Testing

@Suite("Column mappings") struct MappingTests {
  let standard: ColumnMapping
  let mailbox: ColumnMapping

  init() throws {
    let rules = try RepositoryRules.load()
    standard = try #require(rules.mapping("default"))
    mailbox = try #require(rules.mapping("mailbox"))
  }

  @Test(arguments: [
    ("hotline", "诉求内容", "text"), ("hotline", "来电内容", "text"), ("hotline", "反映内容", "text"), ("hotline", "诉求", "text"),
    ("mediation", "诉求", "wanted"), ("hotline", "工单编号", "external_id"), ("hotline", "工单号", "external_id"),
    ("hotline", "受理编号", "external_id"), ("hotline", "来电时间", "received_at"), ("hotline", "联系电话", "caller.telephone"),
    ("hotline", "联系电话（必填）", "caller.telephone"), ("hotline", " 联系 电话* ", "caller.telephone"),
    ("hotline", "Caller_Name", "caller.name"), ("hotline", "ＩＤ", "external_id"),
    ("reconsideration", "联系电话", "applicants[].telephone"), ("reconsideration", "被申请人", "respondent.name"),
    ("mediation", "被申请人", "respondents[].name"), ("reconsideration", "复议请求", "requests[]"),
    ("hotline", "县（市、区）", "region"),
  ])
  func knowTheHeaders(kind: String, header: String, field: String) {
    #expect(standard.column(header, kind: kind)?.field == field)
  }

  @Test(arguments: ["", "（）", "备注", "标题", "诉求内容2"])
  func leaveOtherHeadersAlone(header: String) {
    #expect(standard.column(header, kind: "hotline") == nil)
    #expect(standard.column("诉求内容", kind: "letters") == nil)
  }

  @Test(arguments: [
    ("受理渠道", "来电", "phone"), ("受理渠道", "12345", "phone"), ("受理渠道", "手机APP", "app"), ("受理渠道", "phone", "phone"),
    ("受理渠道", "飞鸽", "飞鸽"), ("诉求类型", "投诉类", "投诉"), ("诉求类型", "意见", "建议"), ("诉求类型", "complaint", "投诉"),
    ("是否保密", "是", "confidential"), ("是否保密", "否", "named"), ("是否匿名", "是", "anonymous"), ("是否实名", "是", "named"),
    ("是否实名", "否", "anonymous"), ("实名情况", "实名", "named"), ("诉求内容", "是", "是"),
  ])
  func knowTheWordsOfValues(header: String, cell: String, value: String) {
    #expect(standard.column(header, kind: "hotline")?.value(cell) == value)
  }

  @Test func extendOneAnother() {
    #expect(mailbox.column("信件编号", kind: "hotline")?.field == "external_id")
    #expect(mailbox.column("工单编号", kind: "hotline")?.field == "external_id")
    #expect(mailbox.column("信件性质", kind: "hotline")?.value("F") == "表扬")
    #expect(mailbox.column("诉求类型", kind: "hotline")?.value("投诉类") == "投诉")
    #expect(mailbox.column("公开意愿", kind: "hotline")?.value("9") == "anonymous")
    #expect(mailbox.constants["hotline"] == ["source": "mailbox", "channel": "web"])
    #expect(standard.constants["hotline"] == [:])
    #expect(standard.column("信件编号", kind: "hotline") == nil)
  }

  @Test func areHeldAgainstTheFields() throws {
    let copy = try RulesCopy()
    #expect(try copy.replace("caller.name: [来电人,", with: "caller.nam: [来电人,", in: "Config/mappings/default.yaml"))
    let fields = Set(standard.columns["hotline", default: []].map(\.field))
    let faults = copy.check(fieldPaths: ["hotline": fields])
    #expect(faults.map(\.rule) == ["unknown-field"])
    #expect(faults.map(\.path) == [".hotline.columns.caller.nam"])
    #expect(copy.check().isEmpty)
  }
}
