import Casework
import Formats
import Rulebook

/// What a document's template may count on.
enum LetterShape {
  /// The parties by their roles, each under the name that templates use. Nobody with the role `accused` is among them.
  static let groups: [(name: String, roles: [Party.Role])] = [
    ("applicants", [.applicant]), ("respondents", [.respondent]), ("third_parties", [.thirdParty]),
    ("representatives", [.representative]), ("citizens", [.caller, .applicant]),
  ]

  static func of(_ form: LetterForm, procedure: Procedure) -> MustacheShape {
    var root: [String: MustacheShape] = [
      "letter": letter, "case": caseFacts, "names": names,
    ]
    for group in groups { root[group.name] = .list(party(form.personal)) }
    for value in form.values { add(value, procedure.datum(value.datumName), to: &root) }
    return .record(root)
  }

  /// What the frame around the text may count on.
  static func frame() -> MustacheShape {
    .record([
      "letter": letter, "case": caseFacts, "body": .text, "is_letter": .flag, "is_paper": .flag,
    ])
  }

  private static let letter = MustacheShape.record([
    "title": .text, "number": .optional(.text), "date": .text, "issuer": .text, "addressee": .optional(.text),
    "is_draft": .flag, "attachments": .optional(.record(["items": .list(.text)])), "copies": .optional(.text),
  ])

  private static let caseFacts = MustacheShape.record([
    "number": .text, "registration": .text, "received_on": .text, "opened_on": .text, "request": .optional(.text),
    "procedure": .text,
  ])

  private static let names = MustacheShape.record(
    Dictionary(groups.map { ($0.name, MustacheShape.text) }) { first, _ in first })

  private static func party(_ personal: Set<LetterForm.PersonalField>) -> MustacheShape {
    var members: [String: MustacheShape] = ["name": .text, "is_person": .flag]
    for field in personal { members[field.rawValue] = .optional(.text) }
    return .record(members)
  }

  private static func add(_ value: LetterValue, _ datum: ProcedureDatum?, to root: inout [String: MustacheShape]) {
    let plain: MustacheShape =
      switch value.form {
      case .text, .date, .integer, .amount: .text
      case .paragraphs, .items: .list(.text)
      case .flag: .flag
      }
    root[value.name] = value.isOptional && value.form != .flag ? .optional(plain) : plain
    guard let codes = datum?.codes else { return }
    root["\(value.name)_is"] = .record(Dictionary(codes.map { ($0.code, .flag) }) { first, _ in first })
    root["\(value.name)_basis"] = .optional(.text)
  }
}

extension LetterValue {
  /// The procedure's datum that the value is, if it is one.
  var datumName: String {
    if case .datum(let name) = source { name } else { name }
  }
}

extension ProcedureDatum {
  /// The values of a choice.
  var codes: [DatumValue]? {
    if case .oneOf(let values) = form { values } else { nil }
  }
}
