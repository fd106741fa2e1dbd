public import Casework

/// A document that a procedure knows, as `Config/letters/<procedure>.yaml` describes it: what it is, when it is written,
/// on what basis, and what has to be known to write it. Its text is a Mustache template beside the file.
public struct LetterForm: Sendable, Hashable {
  /// Within the procedure, for instance `acceptance`.
  public var id: String
  /// Names the procedure.
  public var procedure: String
  public var title: Bilingual
  /// The template's path in `Config/letters`, `reconsideration/acceptance.mustache`.
  public var template: String
  public var layout: Layout
  /// How its number is written, with `{year}` and `{n}`; `nil` for a paper without one.
  public var number: String?
  public var issuer: Issuer
  /// The role that writes it; one of `Config/roles.yaml`.
  public var role: String
  public var addressee: Addressee
  /// The step of the procedure that it goes with; `nil` where it may be written at any time.
  public var event: String?
  /// Articles, with the laws' short names; `design` where no law names the document.
  public var basis: String
  public var verified: Verification
  public var values: [LetterValue]
  /// The parties' data beside their names that the document cannot do without.
  public var personal: Set<PersonalField>
  public var service: LetterService?
  /// What goes with it, as it is listed under the text.
  public var attachments: [String]
  /// Who gets a copy (抄送).
  public var copies: [String]

  /// How the page is laid out.
  public enum Layout: String, Sendable, Hashable, CaseIterable {
    /// Issuer, title, number, addressee, text, signature with seal and date.
    case letter
    /// Title and number over the text; the text brings its own signatures.
    case paper
  }

  /// Whose document it is.
  public enum Issuer: Sendable, Hashable {
    /// An organ of `Config/organs.yaml`.
    case organ(PublicOrgan)
    /// The value of this name says who.
    case value(String)
  }

  /// Who is addressed over the text.
  public enum Addressee: Sendable, Hashable {
    case nobody
    /// The parties with these roles.
    case parties([Party.Role])
    /// The value of this name says who.
    case value(String)
  }

  public enum PersonalField: String, Sendable, Hashable, CaseIterable {
    case address
    case telephone
    case identityNumber = "identity_number"
  }

  /// The value with this name.
  public func value(_ name: String) -> LetterValue? { values.first { $0.name == name } }
}

/// Something that has to be known to write a document.
public struct LetterValue: Sendable, Hashable {
  public var name: String
  public var title: Bilingual
  public var form: Form
  public var isOptional: Bool
  /// Where the case knows it from, if it was not told.
  public var source: Source?

  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// One line.
    case text
    /// A text of several paragraphs.
    case paragraphs
    /// A list, one entry a line.
    case items
    /// `YYYY-MM-DD`, printed 2026年11月23日.
    case date
    /// A whole number, not negative.
    case integer
    /// An amount in yuan.
    case amount
    /// `true` or `false`; only asked in sections.
    case flag
  }

  /// A fact of the case that gives a value.
  public enum Source: Sendable, Hashable {
    /// The day on which the last step with this event was taken.
    case step(String)
    /// The last day of the last clock of this rule.
    case clock(String)
    /// The datum of the procedure that has another name than the value.
    case datum(String)
  }
}

/// How a document is served, and what its service does.
public struct LetterService: Sendable, Hashable {
  /// The step that its service is; `nil` where the service is only recorded.
  public var event: String?
  /// The datum of that step which takes the day of service.
  public var day: String?
  /// The datum of that step which takes the document's number.
  public var number: String?
}
