import Casework
import Formats
import Messages

/// What a submission says beside its text, its place and its people: labelled lines, from its JSON with personal data
/// covered already.
struct SubmissionDetails {
  let submission: JSONValue
  let language: Language

  /// In the order of the forms; nothing where a field is missing.
  var rows: [(label: String, texts: [String])] {
    let labelled: [(Bilingual, [String])] = [
      (Bilingual("诉求类型", "kind"), [text("matter")]),
      (Bilingual("保密", "disclosure"), [disclosure]),
      (Bilingual("涉及人数", "people"), [text("people_count")]),
      (Bilingual("行政行为", "act"), [act]),
      (Bilingual("复议请求", "requests"), submission["requests"]?.elements?.compactMap(\.string) ?? []),
      (Bilingual("赔偿请求", "compensation"), [joined("compensation", ["amount", "reason"])]),
      (Bilingual("附带审查", "review of"), [joined("attached_review", ["document", "reason"])]),
      (Bilingual("提交方式", "delivered"), [delivery]),
      (Bilingual("纠纷类型", "dispute"), [text("dispute_type")]),
      (Bilingual("标的额", "amount"), [text("amount")]),
      (Bilingual("调解请求", "wanted"), [text("wanted")]),
      (Bilingual("提请方", "asked by"), [requestedBy]),
      (Bilingual("对方意愿", "other side"), [consent]),
      (Bilingual("附件", "attachments"), attachments),
      (Bilingual("其他字段", "other fields"), extra),
    ]
    return labelled.map { ($0[language], $1.filter { !$0.isEmpty }) }.filter { !$1.isEmpty }
  }

  private func text(_ path: String...) -> String {
    let value = path.reduce(Optional(submission)) { $0?[$1] }
    return value?.string ?? value?.integer.map { String($0) } ?? ""
  }

  private func joined(_ name: String, _ fields: [String]) -> String {
    fields.map { text(name, $0) }.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private var act: String {
    let dates = [("made_on", Bilingual("作出 ", "made on ")), ("known_on", Bilingual("知道 ", "known on "))]
      .compactMap { field, label in
        let date = text("act", field)
        return date.isEmpty ? nil : label[language] + date
      }
    return ([joined("act", ["kind", "document_number"])] + dates + [text("act", "summary")])
      .filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private var attachments: [String] {
    (submission["attachments"]?.elements ?? []).map { attachment in
      [attachment["name"]?.string, attachment["uri"]?.string].compactMap { $0 }.joined(separator: "  ")
    }
  }

  private var extra: [String] {
    (submission["extra"]?.members ?? []).map { "\($0.key) = \($0.value.string ?? $0.value.description)" }
  }

  private var disclosure: String {
    switch Caller.Disclosure(rawValue: text("caller", "disclosure")) {
    case .confidential: Bilingual("要求保密", "confidential")[language]
    case .anonymous: Bilingual("匿名", "anonymous")[language]
    case .named, nil: ""
    }
  }

  private var delivery: String {
    switch ReconsiderationDetails.Delivery(rawValue: text("delivery")) {
    case .inPerson: Bilingual("当面", "in person")[language]
    case .post: Bilingual("邮寄", "by post")[language]
    case .internet: Bilingual("互联网", "by the internet")[language]
    case .oral: Bilingual("口头", "orally")[language]
    case .viaPunishingAgency: Bilingual("通过处罚机关", "through the organ that punished")[language]
    case nil: ""
    }
  }

  private var requestedBy: String {
    switch MediationDetails.RequestedBy(rawValue: text("requested_by")) {
    case .party: Bilingual("当事人", "a party")[language]
    case .court: Bilingual("法院", "a court")[language]
    case .police: Bilingual("公安机关", "the police")[language]
    case .hotline: Bilingual("热线", "the hotline")[language]
    case .petitionOffice: Bilingual("信访部门", "the petition office")[language]
    case nil: ""
    }
  }

  private var consent: String {
    switch MediationDetails.Consent(rawValue: text("consent")) {
    case .given: Bilingual("同意调解", "agrees to mediation")[language]
    case .refused: Bilingual("不同意调解", "refuses mediation")[language]
    case .unknown: Bilingual("尚不清楚", "not known yet")[language]
    case nil: ""
    }
  }
}
