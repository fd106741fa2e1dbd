import Casework
import Formats
import Rulebook

/// Puts together what a document's template prints.
struct LetterValues {
  let form: LetterForm
  let context: LetterContext
  /// `nil` for a draft.
  let number: String?
  let isDraft: Bool

  /// What may be given for every document.
  static let always: Set<String> = ["addressee", "issuer"]

  func root() throws(LetterError) -> [String: MustacheValue] {
    try checkGiven()
    var root: [String: MustacheValue] = ["case": caseFacts]
    var names: [String: MustacheValue] = [:]
    for group in LetterShape.groups {
      let parties = context.parties.filter { group.roles.contains($0.role) }
      root[group.name] = .list(parties.filter { $0.name != nil }.map(party))
      names[group.name] = MustacheValue(Self.joined(parties))
    }
    root["names"] = .record(names)
    var missing: [LetterValue] = []
    for value in form.values {
      if let text = text(of: value) {
        try add(value, text, to: &root)
      } else if value.isOptional {
        root[value.name] = .null
        addChoice(value, nil, to: &root)
      } else {
        missing.append(value)
      }
    }
    guard missing.isEmpty else { throw .missingValues(missing) }
    root["letter"] = try letter()
    return root
  }

  private func checkGiven() throws(LetterError) {
    for name in context.given.keys.sorted() where !Self.always.contains(name) && form.value(name) == nil {
      throw .unknownValue(name, known: form.values)
    }
  }

  // MARK: The letter, the case, the parties

  private func letter() throws(LetterError) -> MustacheValue {
    .record([
      "title": .text(form.title.zh), "number": MustacheValue(number),
      "date": .text(OfficialWording.date(context.today)),
      "issuer": .text(issuer), "addressee": MustacheValue(try addressee()), "is_draft": .boolean(isDraft),
      "attachments": form.attachments.isEmpty
        ? .null : .record(["items": .list(form.attachments.map { .text($0) })]),
      "copies": form.copies.isEmpty ? .null : .text(form.copies.joined(separator: "，")),
    ])
  }

  private var issuer: String {
    if let given = context.given["issuer"], !given.isEmpty { return given }
    switch form.issuer {
    case .organ(let organ): return organ.title.zh
    case .value(let name): return form.value(name).flatMap(text) ?? ""
    }
  }

  private func addressee() throws(LetterError) -> String? {
    if let given = context.given["addressee"], !given.isEmpty { return given }
    switch form.addressee {
    case .nobody: return nil
    case .value(let name): return form.value(name).flatMap(text)
    case .parties(let roles):
      guard let names = Self.joined(context.parties.filter { roles.contains($0.role) }) else {
        throw .noAddressee(roles)
      }
      return names
    }
  }

  private var caseFacts: MustacheValue {
    .record([
      "number": .text(context.caseNumber), "registration": .text(context.registration),
      "received_on": .text(OfficialWording.date(context.receivedOn)),
      "opened_on": .text(OfficialWording.date(context.openedOn)), "request": MustacheValue(context.request),
      "procedure": .text(context.procedure.title.zh),
    ])
  }

  private func party(_ party: Party) -> MustacheValue {
    var members: [String: MustacheValue] = [
      "name": MustacheValue(party.name), "is_person": .boolean(party.kind == .natural),
    ]
    for field in form.personal {
      members[field.rawValue] =
        switch field {
        case .address: MustacheValue(party.address)
        case .telephone: MustacheValue(party.telephone)
        case .identityNumber: MustacheValue(party.identityNumber)
        }
    }
    return .record(members)
  }

  private static func joined(_ parties: [Party]) -> String? {
    let names = parties.filter { $0.role != .accused }.compactMap(\.name).filter { !$0.isEmpty }
    return names.isEmpty ? nil : names.joined(separator: "、")
  }

  // MARK: Values

  /// What is known of a value: given, told before, or a fact of the case; `nil` where it is not known.
  private func text(of value: LetterValue) -> String? {
    if let given = context.given[value.name], !given.isEmpty { return given }
    if let told = context.data[value.datumName], !told.isEmpty { return told }
    switch value.source {
    case .step(let event): return context.steps.last { $0.event == event }?.on.description
    case .clock(let rule): return context.clocks.last { $0.rule == rule }?.due.description
    case .datum, nil: return nil
    }
  }

  private func add(
    _ value: LetterValue, _ text: String, to root: inout [String: MustacheValue]
  ) throws(LetterError) {
    if let codes = context.procedure.datum(value.datumName)?.codes {
      guard let chosen = codes.first(where: { $0.code == text }) else { throw .badValue(value, codes: codes) }
      root[value.name] = .text(chosen.title.zh)
      return addChoice(value, chosen, to: &root)
    }
    guard let printed = Self.printed(value.form, text) else { throw .badValue(value, codes: []) }
    root[value.name] = printed
  }

  private func addChoice(_ value: LetterValue, _ chosen: DatumValue?, to root: inout [String: MustacheValue]) {
    guard let codes = context.procedure.datum(value.datumName)?.codes else { return }
    root["\(value.name)_is"] = .record(
      Dictionary(codes.map { ($0.code, .boolean($0.code == chosen?.code)) }) { first, _ in first })
    root["\(value.name)_basis"] = MustacheValue(chosen?.basis.map(OfficialWording.citation))
  }

  /// A value as the document prints it; `nil` where it has not the form.
  private static func printed(_ form: LetterValue.Form, _ text: String) -> MustacheValue? {
    switch form {
    case .text: .text(text)
    case .paragraphs, .items:
      .list(text.split(whereSeparator: \.isNewline).map { .text(String($0)) }.filter { !$0.isFalsey })
    case .date: LocalDate(text).map { .text(OfficialWording.date($0)) }
    case .integer: Int64(text).flatMap { $0 >= 0 ? .integer($0) : nil }
    case .amount: Amount(text).map { .text(OfficialWording.amount($0)) }
    case .flag: text == "true" ? true : text == "false" ? false : nil
    }
  }
}
