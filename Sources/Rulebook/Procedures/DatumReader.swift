import Casework
import Formats

/// Reads the data of a procedure, and what steps ask of them.
struct DatumReader {
  let words: LegalWords

  func datum(_ section: Section) -> Placed<ProcedureDatum>? {
    defer { section.finish() }
    let values = section.optionalSections("one_of").compactMap(value)
    let form = section.has("one_of") ? .oneOf(values) : self.form(section)
    let tense = section.has("tense") ? section.choice("tense", ProcedureDatum.Tense.self) : nil
    let name = section.placedText("name")
    let title = section.wording("title")
    guard let name, let title, let form else { return nil }
    if tense != nil, form != .date, form != .timestamp {
      section.fault("wrong-type", at: "tense", Bilingual("只有日期和时间有 tense", "only dates and times have a tense"))
    }
    return Placed(value: ProcedureDatum(name: name.value, title: title, form: form, tense: tense), place: name.place)
  }

  private enum FormWord: String, CaseIterable {
    case text, date, timestamp, integer, amount, organ, boolean
    case caseNumber = "case"
  }

  private func form(_ section: Section) -> ProcedureDatum.Form? {
    switch section.choice("form", FormWord.self) {
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .integer: .integer
    case .amount: .amount
    case .organ: .organ
    case .boolean: .boolean
    case .caseNumber: .caseNumber
    case nil: nil
    }
  }

  private func value(_ section: Section) -> DatumValue? {
    defer { section.finish() }
    let basis = words.basis(section, required: false)
    let isCorrection = section.optionalFlag("corrected")
    let code = section.text("code")
    let title = section.wording("title")
    guard let code, let title else { return nil }
    return DatumValue(code: code, title: title, basis: basis, isCorrection: isCorrection)
  }
}

/// The data of the procedure that is being read.
struct KnownData {
  private let byName: [String: ProcedureDatum]

  init(_ data: [ProcedureDatum]) {
    byName = Dictionary(data.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func datum(_ name: Placed<String>, _ faults: FaultCollector) -> ProcedureDatum? {
    if let datum = byName[name.value] { return datum }
    faults.add(
      "unknown-datum", at: name.place,
      Bilingual("本程序的 data 中没有 \(name.value)", "there is no \(name.value) in this procedure's data"))
    return nil
  }

  func value(_ code: Placed<String>, of datum: ProcedureDatum, _ faults: FaultCollector) -> DatumValue? {
    if let value = datum.value(code.value) { return value }
    if case .oneOf = datum.form {
    } else if datum.form.accepts(code.value) {
      return DatumValue(code: code.value, title: Bilingual(code.value, code.value))
    }
    faults.add(
      "unknown-value", at: code.place,
      Bilingual("\(datum.name) 没有取值 \(code.value)", "\(datum.name) has no value \(code.value)"))
    return nil
  }

  /// The day of a step, of receipt, or a date among the data.
  func day(_ word: Placed<String>, _ faults: FaultCollector) -> DayOrigin? {
    if word.value == "step" { return .step }
    if word.value == "receipt" { return .receipt }
    guard let datum = datum(word, faults) else { return nil }
    guard datum.form == .date || datum.form == .timestamp else {
      faults.add(
        "wrong-type", at: word.place, Bilingual("\(word.value) 不是日期", "\(word.value) is no date"))
      return nil
    }
    return .datum(word.value)
  }
}
