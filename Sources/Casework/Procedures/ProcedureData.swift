/// Something that a procedure's steps ask for or settle, for instance the kind of a decision.
public struct ProcedureDatum: Sendable, Hashable {
  public var name: String
  public var title: Bilingual
  public var form: Form

  /// What the value has to look like.
  public enum Form: Sendable, Hashable {
    case text
    /// `YYYY-MM-DD`
    case date
    /// A whole number, not negative.
    case integer
    /// An amount in yuan.
    case amount
    case oneOf([DatumValue])
  }

  public init(name: String, title: Bilingual, form: Form) {
    self.name = name
    self.title = title
    self.form = form
  }

  /// The value with this code, where the datum is a choice.
  public func value(_ code: String) -> DatumValue? {
    guard case .oneOf(let values) = form else { return nil }
    return values.first { $0.code == code }
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
