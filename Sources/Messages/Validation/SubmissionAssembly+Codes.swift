import Casework

/// Fields with a form of their own: codes, dates, amounts, numbers.
extension SubmissionAssembly {
  mutating func takeCode(_ field: SubmissionField, _ raw: Span<UInt8>, _ index: Int) {
    guard !FieldText.exceeds(raw, SubmissionLimits.code) else {
      return faults.note(.tooLong, field.path(at: index), limit: String(SubmissionLimits.code))
    }
    if FieldText.mayBeWide(raw) {
      let narrow = FieldText.narrowed(raw)
      readCode(field, narrow.span, raw, index)
    } else {
      readCode(field, raw, raw, index)
    }
  }

  /// - Parameters:
  ///   - wide: the value with full-width signs made narrow.
  ///   - raw: the value as it came, kept where it cannot be read.
  private mutating func readCode(_ field: SubmissionField, _ wide: Span<UInt8>, _ raw: Span<UInt8>, _ index: Int) {
    let range = FieldText.trimmed(wide)
    if range.isEmpty { return }
    let code = wide.extracting(range)
    let isRead: Bool
    switch field {
    case .receivedAt: isRead = readReceivedAt(code)
    case .region: return readRegion(code)
    case .channel: isRead = Self.set(&channel, CodeWords.channel.find(code))
    case .matter: isRead = Self.set(&matter, CodeWords.matter.find(code))
    case .caller(.disclosure): isRead = Self.set(&disclosure, CodeWords.disclosure.find(code))
    case .against(.kind): isRead = Self.set(&against[index].kind, CodeWords.accused.find(code))
    case .peopleCount: isRead = Self.set(&peopleCount, Self.people(code))
    case .act(.madeOn): isRead = Self.set(&act.madeOn, WrittenTime(code)?.day.description)
    case .act(.knownOn): isRead = Self.set(&act.knownOn, WrittenTime(code)?.day.description)
    case .compensation(.amount):
      let amount = Amount(code)?.description
      isRead = amount != nil
      if let amount { compensation = .init(amount: amount, reason: compensation?.reason) }
    case .amount: isRead = Self.set(&amount, Amount(code)?.description)
    case .delivery: isRead = Self.set(&delivery, CodeWords.delivery.find(code))
    case .requestedBy: isRead = Self.set(&requestedBy, CodeWords.requestedBy.find(code))
    case .consent: isRead = Self.set(&consent, CodeWords.consent.find(code))
    case .attachment(.size): isRead = Self.set(&attachments[index].size, Self.count(code))
    case .party(let list, .kind): isRead = Self.set(&self[list][index].kind, CodeWords.person.find(code))
    default: isRead = true
    }
    if !isRead { displace(field, raw, index) }
  }

  private static func set<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
    if let value { place = value }
    return value != nil
  }

  private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
    if let value { place = value }
    return value != nil
  }

  /// Notes that a value cannot be represented and keeps it, as it came, among the extra fields.
  private mutating func displace(_ field: SubmissionField, _ raw: Span<UInt8>, _ index: Int) {
    let path = field.path(at: index)
    switch field {
    case .receivedAt, .act: faults.note(.date, path)
    case .amount, .compensation: faults.note(.amount, path)
    case .peopleCount, .attachment: faults.note(.integer, path)
    case .caller:
      // Who asked for a disclosure that we cannot read gets the protection of the strictest that keeps the name.
      disclosure = .confidential
      faults.note(.unknownCode, path, limit: field.allowed)
    default: faults.note(.unknownCode, path, limit: field.allowed)
    }
    keep(path, raw)
  }

  private mutating func readReceivedAt(_ code: Span<UInt8>) -> Bool {
    guard let instant = Timestamp.parse(code) ?? WrittenTime(code)?.instant,
      WrittenTime.years.contains(LocalDate(instant: instant).year)
    else { return false }
    receivedAt = instant
    return true
  }

  private mutating func readRegion(_ code: Span<UInt8>) {
    guard let parsed = RegionCode(code) else {
      let name = FieldText.clean(code, keepsLines: false).text
      if let name, let known = context.regions?.names[name] {
        region = known.description
      } else {
        region = name
        faults.note(context.regions == nil || Self.hasDigit(code) ? .regionForm : .regionUnknown, "region")
      }
      return
    }
    region = parsed.description
    if let regions = context.regions, !regions.codes.contains(parsed) { faults.note(.regionUnknown, "region") }
  }

  private static func hasDigit(_ code: Span<UInt8>) -> Bool {
    for k in code.indices where code[k] &- 0x30 <= 9 { return true }
    return false
  }

  /// A number that is not negative.
  private static func count(_ code: Span<UInt8>) -> Int64? {
    guard code.count <= 18 else { return nil }
    var value: Int64 = 0
    for k in code.indices {
      guard code[k] &- 0x30 <= 9 else { return nil }
      value = value * 10 + Int64(code[k] &- 0x30)
    }
    return value
  }

  /// A number of people from 1, with or without the word for them: `30`, `30人`, `30户`, `30名`.
  private static func people(_ code: Span<UInt8>) -> Int? {
    var end = 0
    while end < code.count && code[end] &- 0x30 <= 9 { end += 1 }
    guard end == code.count || peopleWords.find(code.extracting(end..<code.count)) != nil,
      let value = count(code.extracting(0..<end)), (1...10_000_000).contains(value)
    else { return nil }
    return Int(value)
  }

  private static let peopleWords = WordTable<Bool>(["人": true, "户": true, "名": true, "余人": true, "多人": true])

  /// Keeps a value under a name that another system gave; a name beyond the bound is not kept.
  mutating func keep(extra name: String, _ raw: Span<UInt8>) {
    let utf8 = name.utf8Span.span
    guard !FieldText.exceeds(utf8, SubmissionLimits.name) else {
      return faults.note(.fieldDropped, "extra", limit: String(SubmissionLimits.name))
    }
    keep(FieldText.clean(utf8, keepsLines: false).text ?? "", raw)
  }

  /// Keeps a value among the extra fields, under a name of its own.
  mutating func keep(_ name: String, _ raw: Span<UInt8>) {
    guard !FieldText.exceeds(raw, SubmissionLimits.extraValue), extra.count < SubmissionLimits.extra else {
      return faults.note(.fieldDropped, "extra", limit: "\(SubmissionLimits.extra) / \(SubmissionLimits.extraValue)")
    }
    guard let value = FieldText.clean(raw, keepsLines: true).text else { return }
    volume += raw.count
    extra.append(ExtraField(name: uniqueName(name), value: value))
  }

  /// The name, with a number behind it when it is taken.
  private func uniqueName(_ name: String) -> String {
    guard extra.contains(where: { $0.name == name }) else { return name }
    let stem = String(String.UnicodeScalarView(name.unicodeScalars.prefix(SubmissionLimits.name - 5)))
    var number = 2
    while extra.contains(where: { $0.name == "\(stem)#\(number)" }) { number += 1 }
    return "\(stem)#\(number)"
  }
}

extension SubmissionField {
  /// The codes allowed, for the person who has to correct one.
  var allowed: String? {
    switch self {
    case .kind: Self.list(Submission.Kind.self)
    case .channel: Self.list(Submission.Channel.self)
    case .matter: Self.list(HotlineDetails.MatterKind.self)
    case .caller(.disclosure): Self.list(Caller.Disclosure.self)
    case .against(.kind): Self.list(Accused.Kind.self)
    case .party(_, .kind): Self.list(Person.Kind.self)
    case .delivery: Self.list(ReconsiderationDetails.Delivery.self)
    case .requestedBy: Self.list(MediationDetails.RequestedBy.self)
    case .consent: Self.list(MediationDetails.Consent.self)
    default: nil
    }
  }

  private static func list<Code: CaseIterable & RawRepresentable<String>>(_ codes: Code.Type) -> String {
    codes.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
