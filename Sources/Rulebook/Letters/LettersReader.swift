import Casework
import Formats

/// Reads `Config/letters/*.yaml`.
struct LettersReader {
  let procedures: [String: Procedure]
  let organs: [String: PublicOrgan]
  let roles: Set<String>
  let laws: Laws

  func read(_ file: Section, name: String) -> [LetterForm] {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let procedure = file.placedText("procedure")
    let values = file.optionalSections("values").compactMap { self.value($0, procedures[procedure?.value ?? ""]) }
    let defaults = Defaults(issuer: issuer(file), role: role(file))
    let sections = file.sections("letters")
    file.noDuplicates(sections.compactMap { $0.optionalPlacedText("id") }, Bilingual("文书", "letter"))
    file.noDuplicates(values.map { Placed(value: $0.value.name, place: $0.place) }, Bilingual("填写项", "value"))
    guard let procedure else { return [] }
    guard let known = procedures[procedure.value] else {
      file.faults.add(
        "unknown-procedure", at: procedure.place,
        Bilingual("Config/procedures 中没有程序 \(procedure.value)", "there is no procedure \(procedure.value)"))
      return []
    }
    if name != "\(procedure.value).yaml" {
      file.faults.add(
        "wrong-name", at: procedure.place,
        Bilingual(
          "\(procedure.value) 的文书应在 \(procedure.value).yaml 中",
          "letters of \(procedure.value) belong in \(procedure.value).yaml"))
    }
    let byName = Dictionary(values.map { ($0.value.name, $0.value) }) { first, _ in first }
    return sections.compactMap { letter($0, of: known, values: byName, defaults: defaults) }
  }

  /// What the file says for all of its letters.
  private struct Defaults {
    var issuer: LetterForm.Issuer?
    var role: String?
  }

  // MARK: One letter

  private func letter(
    _ section: Section, of procedure: Procedure, values: [String: LetterValue], defaults: Defaults
  ) -> LetterForm? {
    defer { section.finish() }
    let id = section.text("id")
    let title = section.wording("title")
    let template = section.optionalText("template")
    let layout = section.has("layout") ? section.choice("layout", LetterForm.Layout.self) : .letter
    let number = numberForm(section)
    let issuer = self.issuer(section) ?? defaults.issuer
    let role = self.role(section) ?? defaults.role
    let needed = self.needed(section, values)
    let addressee = self.addressee(section, needed)
    let event = self.event(section, "event", procedure)
    let basis = self.basis(section)
    let verified = section.choice("verified", Verification.self)
    let personal = section.optionalTexts("personal").compactMap { personalField($0, section) }
    let service = section.optionalSection("service").map { self.service($0, procedure) }
    let attachments = section.optionalTexts("attachments").map(\.value)
    let copies = section.optionalTexts("copies").map(\.value)
    guard let id, let title, let layout, let basis, let verified else { return nil }
    guard let issuer, let role else {
      section.faults.add(
        "missing-key", at: section.place,
        Bilingual("文书或文件开头须有 issuer 和 role", "issuer and role must stand here or at the head of the file"))
      return nil
    }
    checkIssuer(issuer, section, needed)
    return LetterForm(
      id: id, procedure: procedure.id, title: title,
      template: template ?? "\(procedure.id)/\(id).mustache", layout: layout, number: number, issuer: issuer,
      role: role,
      addressee: addressee, event: event, basis: basis, verified: verified, values: needed, personal: Set(personal),
      service: service, attachments: attachments, copies: copies)
  }

  private func numberForm(_ section: Section) -> String? {
    guard let form = section.optionalPlacedText("number") else { return nil }
    for part in ["{year}", "{n}"] where !form.value.contains(part) {
      section.faults.add(
        "bad-number-form", at: form.place, Bilingual("文号格式缺少 \(part)", "the form of the number has no \(part)"))
    }
    return form.value
  }

  /// The names after `values` must be there, those after `optional` may be.
  private func needed(_ section: Section, _ values: [String: LetterValue]) -> [LetterValue] {
    let required = section.optionalTexts("values")
    let optional = section.optionalTexts("optional")
    section.noDuplicates(required + optional, Bilingual("填写项", "value"))
    return [(required, false), (optional, true)].flatMap { names, isOptional in
      names.compactMap { name -> LetterValue? in
        guard var value = values[name.value] else {
          section.faults.add(
            "unknown-value", at: name.place,
            Bilingual("文件开头的 values 中没有 \(name.value)", "there is no \(name.value) in the values of this file"))
          return nil
        }
        value.isOptional = isOptional
        return value
      }
    }
  }

  private func addressee(_ section: Section, _ values: [LetterValue]) -> LetterForm.Addressee {
    let names = section.optionalTexts("to")
    guard let first = names.first else { return .nobody }
    if values.contains(where: { $0.name == first.value }) { return .value(first.value) }
    let roles = names.compactMap { name -> Party.Role? in
      if let role = Party.Role(rawValue: name.value) { return role }
      section.faults.add(
        "unknown-value", at: name.place,
        Bilingual(
          "\(name.value) 既不是本文书的填写项，也不是当事人身份：\(Party.Role.allCases.map(\.rawValue).joined(separator: "、"))",
          "\(name.value) is neither a value of this letter nor a party's role: "
            + Party.Role.allCases.map(\.rawValue).joined(separator: ", ")))
      return nil
    }
    return .parties(roles)
  }

  private func checkIssuer(_ issuer: LetterForm.Issuer, _ section: Section, _ values: [LetterValue]) {
    guard case .value(let name) = issuer, !values.contains(where: { $0.name == name }) else { return }
    section.faults.add(
      "unknown-value", at: section.place,
      Bilingual(
        "制作机关取自 \(name)，本文书的 values 中没有它", "the issuer is the value \(name), which is not among this letter's values"))
  }

  private func personalField(_ text: Placed<String>, _ section: Section) -> LetterForm.PersonalField? {
    if let field = LetterForm.PersonalField(rawValue: text.value) { return field }
    section.faults.add(
      "unknown-value", at: text.place,
      Bilingual(
        "未知的个人信息项 \(text.value)；可用：\(LetterForm.PersonalField.allCases.map(\.rawValue).joined(separator: "、"))",
        "unknown field \(text.value); one of "
          + LetterForm.PersonalField.allCases.map(\.rawValue).joined(separator: ", ")))
    return nil
  }

  private func service(_ section: Section, _ procedure: Procedure) -> LetterService {
    defer { section.finish() }
    return LetterService(
      event: event(section, "event", procedure), day: datum(section, "day", procedure),
      number: datum(section, "number", procedure))
  }
}

extension LettersReader {
  // MARK: What letters share

  private func issuer(_ section: Section) -> LetterForm.Issuer? {
    guard let text = section.optionalPlacedText("issuer") else { return nil }
    if text.value.hasPrefix("value:") { return .value(String(text.value.dropFirst(6))) }
    if let organ = organs[text.value] { return .organ(organ) }
    section.faults.add(
      "unknown-organ", at: text.place,
      Bilingual("Config/organs.yaml 中没有机关 \(text.value)", "there is no organ \(text.value) in Config/organs.yaml"))
    return nil
  }

  private func role(_ section: Section) -> String? {
    guard let role = section.optionalPlacedText("role") else { return nil }
    if roles.contains(role.value) { return role.value }
    section.faults.add(
      "unknown-role", at: role.place,
      Bilingual("Config/roles.yaml 中没有角色 \(role.value)", "there is no role \(role.value) in Config/roles.yaml"))
    return nil
  }

  private func event(_ section: Section, _ key: String, _ procedure: Procedure) -> String? {
    guard let event = section.optionalPlacedText(key) else { return nil }
    checkEvent(event, procedure, section)
    return event.value
  }

  private func checkEvent(_ event: Placed<String>, _ procedure: Procedure, _ section: Section) {
    guard !procedure.transitions.contains(where: { $0.event == event.value }) else { return }
    section.faults.add(
      "unknown-event", at: event.place,
      Bilingual("程序 \(procedure.id) 没有事项 \(event.value)", "procedure \(procedure.id) has no event \(event.value)"))
  }

  private func datum(_ section: Section, _ key: String, _ procedure: Procedure) -> String? {
    guard let name = section.optionalPlacedText(key) else { return nil }
    if procedure.datum(name.value) == nil { unknownDatum(name, section) }
    return name.value
  }

  private func unknownDatum(_ name: Placed<String>, _ section: Section) {
    section.faults.add(
      "unknown-datum", at: name.place,
      Bilingual("程序的 data 中没有 \(name.value)", "there is no \(name.value) in the procedure's data"))
  }

  private func basis(_ section: Section) -> String? {
    guard let basis = section.placedText("basis") else { return nil }
    for key in laws.unknownKeys(in: basis.value) {
      section.faults.add(
        "unknown-law", at: basis.place,
        Bilingual("Config/laws.yaml 中没有 \(key)", "there is no \(key) in Config/laws.yaml"))
    }
    return laws.spelledOut(basis.value)
  }

  private func value(_ section: Section, _ procedure: Procedure?) -> Placed<LetterValue>? {
    defer { section.finish() }
    let form = section.has("form") ? section.choice("form", LetterValue.Form.self) : .text
    let source = section.optionalPlacedText("from").flatMap { self.source($0, procedure, section) }
    let name = section.placedText("name")
    let title = section.wording("title")
    guard let name, let title, let form else { return nil }
    return Placed(
      value: LetterValue(name: name.value, title: title, form: form, isOptional: false, source: source),
      place: name.place)
  }

  /// `step:accept`, `clock:ar.review` or `datum:days`.
  private func source(_ text: Placed<String>, _ procedure: Procedure?, _ section: Section) -> LetterValue.Source? {
    let parts = text.value.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2 {
      let name = Placed(value: parts[1], place: text.place)
      switch parts[0] {
      case "step":
        if let procedure { checkEvent(name, procedure, section) }
        return .step(name.value)
      case "clock": return .clock(name.value)
      case "datum":
        if let procedure, procedure.datum(name.value) == nil { unknownDatum(name, section) }
        return .datum(name.value)
      default: break
      }
    }
    section.faults.add(
      "bad-source", at: text.place,
      Bilingual("应为 step:事项、clock:期限 或 datum:数据项", "expected step:EVENT, clock:RULE or datum:NAME"))
    return nil
  }
}
