/// Something that a procedure's steps ask for or settle, for instance the kind of a decision.
public struct ProcedureDatum: Sendable, Hashable {
  public var name: String
  public var title: Bilingual
  public var form: Form
  /// Whether the day that is told has to lie behind the step, or before it; only for dates and timestamps.
  public var tense: Tense?

  /// What the value has to look like.
  public enum Form: Sendable, Hashable {
    case text
    /// `YYYY-MM-DD`
    case date
    /// A date and time with offset, `2026-11-23T09:00:00+08:00`.
    case timestamp
    /// A whole number, not negative.
    case integer
    /// An amount in yuan.
    case amount
    /// The identifier of a public organ, or its name.
    case organ
    /// The number of a case, ours or another system's.
    case caseNumber
    /// `true` or `false`
    case boolean
    case oneOf([DatumValue])
  }

  public enum Tense: String, Sendable, Hashable, CaseIterable {
    /// On the day of the step or earlier.
    case past
    /// On the day of the step or later.
    case future
  }

  public init(name: String, title: Bilingual, form: Form, tense: Tense? = nil) {
    self.name = name
    self.title = title
    self.form = form
    self.tense = tense
  }

  /// The value with this code, where the datum is a choice.
  public func value(_ code: String) -> DatumValue? {
    guard case .oneOf(let values) = form else { return nil }
    return values.first { $0.code == code }
  }

  /// Whether a value has the datum's form and, for a date, does not lie on the wrong side of the step's day.
  public func accepts(_ value: String, on day: LocalDate) -> Bool {
    guard form.accepts(value) else { return false }
    guard let tense, let told = LocalDate(reading: value) else { return true }
    switch tense {
    case .past: return told <= day
    case .future: return told >= day
    }
  }
}

/// One value of a choice.
public struct DatumValue: Sendable, Hashable {
  public var code: String
  public var title: Bilingual
  /// The article of law, with the law's short name.
  public var basis: String?
  /// Whether a decision of this kind counts as a correction of the act (纠错); `nil` where that is open, or is no question.
  public var isCorrection: Bool?

  public init(code: String, title: Bilingual, basis: String? = nil, isCorrection: Bool? = nil) {
    self.code = code
    self.title = title
    self.basis = basis
    self.isCorrection = isCorrection
  }
}

/// A datum that a transition cannot do without, as that transition takes it: of a choice, only the values that may be
/// given there.
public typealias RequiredDatum = ProcedureDatum
