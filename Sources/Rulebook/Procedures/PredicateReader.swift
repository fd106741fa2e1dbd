import Casework
import Formats

/// Reads guards: a predicate of the closed list, the law's words and, where it differs from the step's, the article.
struct PredicateReader {
  let known: KnownData

  /// The words of the list.
  enum Word: String, CaseIterable {
    case `is`, is_not, one_of, none_of, present, absent, at_least, at_most, before, not_before, after, not_after
    case running, open, expired, not_expired, within, past, extended, not_extended
    case linked, not_linked, excluded, not_excluded, happened, first_time, came_from, not_from
    case accused, not_accused, any, all, not
  }

  func `guard`(_ section: Section, words: LegalWords) -> Guard? {
    let basis = words.basis(section, required: false)
    let zh = section.text("zh")
    let en = section.text("en")
    let predicate = predicate(section, beside: ["zh", "en", "basis"])
    guard let zh, let en, let predicate else { return nil }
    return Guard(predicate, wording: Bilingual(zh, en), basis: basis)
  }

  /// A predicate without words, for the start of a clock.
  func condition(_ section: Section) -> Predicate? { predicate(section, beside: []) }

  private func predicate(_ section: Section, beside others: Set<String>) -> Predicate? {
    let entries = section.entries.filter { !others.contains($0.key) }
    guard let entry = entries.first else {
      section.faults.add(
        "missing-key", at: section.place, Bilingual("缺少条件（\(Self.list)）", "missing predicate, one of \(Self.list)"))
      return nil
    }
    for other in entries.dropFirst() {
      section.faults.add(
        "several-predicates", at: Place(mark: other.keyMark, path: "\(section.path).\(other.key)"),
        Bilingual("一条只写一个条件；合并用 all 或 any", "one predicate an entry: join several with all or any"))
    }
    guard let word = Word(rawValue: entry.key) else {
      section.faults.add(
        "unknown-predicate", at: Place(mark: entry.keyMark, path: "\(section.path).\(entry.key)"),
        Bilingual("没有条件“\(entry.key)”；可用：\(Self.list)", "there is no predicate \"\(entry.key)\"; one of \(Self.list)"))
      return nil
    }
    return read(word, section)
  }

  static let list = Word.allCases.map(\.rawValue).joined(separator: ", ")

  private func read(_ word: Word, _ section: Section) -> Predicate? {
    let key = word.rawValue
    switch word {
    case .is, .one_of: return oneOf(section, key)
    case .is_not, .none_of: return oneOf(section, key).map { .not($0) }
    case .present: return datum(section, key).map { .present(datum: $0) }
    case .absent: return datum(section, key).map { .not(.present(datum: $0)) }
    case .at_least, .at_most: return number(section, key, isLeast: word == .at_least)
    case .before, .not_before, .after, .not_after: return days(section, word)
    case .running: return clock(section, key, in: [.running])
    case .open: return clock(section, key, in: [.running, .suspended, .expired])
    case .expired: return clock(section, key, in: [.expired])
    case .not_expired: return clock(section, key, in: [.expired]).map { .not($0) }
    case .within: return within(section, key)
    case .past: return within(section, key).map { .not($0) }
    case .extended: return section.text(key).map { .extended(rule: $0) }
    case .not_extended: return section.text(key).map { .not(.extended(rule: $0)) }
    case .linked: return linked(section, key)
    case .not_linked: return linked(section, key).map { .not($0) }
    case .excluded: return section.choice(key, ProcedureFamily.self).map { .excluded($0) }
    case .not_excluded: return section.choice(key, ProcedureFamily.self).map { .not(.excluded($0)) }
    case .happened: return happened(section, key)
    case .first_time: return section.text(key).map { .happened(event: $0, times: 0...0) }
    case .came_from: return .cameFrom(Set(section.texts(key).map(\.value)))
    case .not_from: return .not(.cameFrom(Set(section.texts(key).map(\.value))))
    case .accused: return organ(section, key).map { .accused($0) }
    case .not_accused: return organ(section, key).map { .not(.accused($0)) }
    case .any: return .any(section.sections(key).compactMap(condition))
    case .all: return .all(section.sections(key).compactMap(condition))
    case .not: return section.section(key).flatMap(condition).map { .not($0) }
    }
  }

  private func datum(_ section: Section, _ key: String) -> String? {
    section.placedText(key).flatMap { known.datum($0, section.faults)?.name }
  }

  /// `{datum: value}` or `{datum: [values]}`.
  private func oneOf(_ section: Section, _ key: String) -> Predicate? {
    guard let entry = section.section(key), let (name, datum) = only(entry) else { return nil }
    let values = entry.texts(name).compactMap { known.value($0, of: datum, section.faults)?.code }
    switch datum.form {
    case .oneOf, .boolean: return .oneOf(datum: name, values: Set(values))
    default:
      section.faults.add(
        "wrong-type", at: entry.place,
        Bilingual("\(name) 不是选项；只能问 present", "\(name) is no choice: ask whether it is present"))
      return nil
    }
  }

  private func number(_ section: Section, _ key: String, isLeast: Bool) -> Predicate? {
    guard let entry = section.section(key), let (name, datum) = only(entry),
      let limit = entry.integer(name, in: 0...1_000_000_000)
    else { return nil }
    let value = datum.form == .amount ? Int64(limit) * 100 : Int64(limit)
    let range = isLeast ? value...Int64.max : 0...value
    switch datum.form {
    case .integer: return .number(datum: name, in: range)
    case .amount: return .amount(datum: name, in: range)
    default:
      section.faults.add("wrong-type", at: entry.place, Bilingual("\(name) 不是数", "\(name) is no number"))
      return nil
    }
  }

  /// `{one: other}`, both days.
  private func days(_ section: Section, _ word: Word) -> Predicate? {
    guard let entry = section.section(word.rawValue), let first = entry.entries.first,
      let other = entry.placedText(first.key),
      let left = known.day(Self.key(first, entry), section.faults), let right = known.day(other, section.faults)
    else { return nil }
    switch word {
    case .before: return .before(left, right)
    case .not_before: return .not(.before(left, right))
    case .after: return .before(right, left)
    default: return .not(.before(right, left))
    }
  }

  /// A rule, or several of which one is enough.
  private func clock(_ section: Section, _ key: String, in states: Set<ClockFact.State>) -> Predicate? {
    let rules = section.texts(key).map(\.value)
    guard let first = rules.first else { return nil }
    return rules.count == 1
      ? .clock(rule: first, in: states) : .any(rules.map { .clock(rule: $0, in: states) })
  }

  /// A rule, or `{clock: …, day: …}`.
  private func within(_ section: Section, _ key: String) -> Predicate? {
    guard section.look(key)?.entries != nil else { return section.text(key).map { .within(rule: $0, day: .step) } }
    guard let entry = section.section(key) else { return nil }
    defer { entry.finish() }
    let rule = entry.text("clock")
    let day = entry.placedText("day").flatMap { known.day($0, section.faults) }
    guard let rule, let day else { return nil }
    return .within(rule: rule, day: day)
  }

  private func linked(_ section: Section, _ key: String) -> Predicate? {
    guard let entry = section.section(key) else { return nil }
    defer { entry.finish() }
    let procedure = entry.optionalText("procedure")
    return entry.choice("kind", CaseLinkKind.self).map { .linked($0, procedure: procedure) }
  }

  private func happened(_ section: Section, _ key: String) -> Predicate? {
    guard let entry = section.section(key) else { return nil }
    defer { entry.finish() }
    let event = entry.text("event")
    let least = entry.has("at_least") ? entry.integer("at_least", in: 0...1_000) : 0
    let most = entry.has("at_most") ? entry.integer("at_most", in: 0...1_000) : Int.max
    guard let event, let least, let most, least <= most else { return nil }
    return .happened(event: event, times: least...most)
  }

  private func organ(_ section: Section, _ key: String) -> Predicate.OrganOrigin? {
    guard let name = section.placedText(key) else { return nil }
    if name.value == "acting" { return .acting }
    return known.datum(name, section.faults).map { .datum($0.name) }
  }

  /// The only entry of a mapping, whose key names a datum.
  private func only(_ entry: Section) -> (String, ProcedureDatum)? {
    guard let first = entry.entries.first, entry.entries.count == 1 else {
      entry.faults.add("wrong-type", at: entry.place, Bilingual("应为一个 数据项: 值", "expected one datum: value"))
      return nil
    }
    return known.datum(Self.key(first, entry), entry.faults).map { (first.key, $0) }
  }

  private static func key(_ entry: YAMLNode.Entry, _ section: Section) -> Placed<String> {
    Placed(value: entry.key, place: Place(mark: entry.keyMark, path: "\(section.path).\(entry.key)"))
  }
}
