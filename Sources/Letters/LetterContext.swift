public import Casework

/// The facts of a case from which its documents are written.
public struct LetterContext: Sendable, Hashable {
  public var caseNumber: String
  public var registration: String
  public var procedure: Procedure
  public var receivedOn: LocalDate
  public var openedOn: LocalDate
  /// Nobody with the role `accused` is ever named in a document.
  public var parties: [Party]
  /// What this case is about, in the citizen's words.
  public var request: String?
  /// What the case's steps were told and settled, by name.
  public var data: [String: String]
  public var steps: [Step]
  public var clocks: [Clock]
  /// What the officer gives for this document; it goes before what the case knows. `addressee` and `issuer` may be given
  /// for every document.
  public var given: [String: String]
  /// The day that the document bears.
  public var today: LocalDate

  /// A step that was taken.
  public struct Step: Sendable, Hashable {
    public var event: String
    public var on: LocalDate

    public init(event: String, on: LocalDate) {
      self.event = event
      self.on = on
    }
  }

  /// A clock of the case with its last day.
  public struct Clock: Sendable, Hashable {
    /// The rule's identifier, `ar.decide.ordinary`.
    public var rule: String
    public var due: LocalDate

    public init(rule: String, due: LocalDate) {
      self.rule = rule
      self.due = due
    }
  }

  public init(
    caseNumber: String, registration: String, procedure: Procedure, receivedOn: LocalDate, openedOn: LocalDate,
    parties: [Party], request: String?, data: [String: String] = [:], steps: [Step] = [], clocks: [Clock] = [],
    given: [String: String] = [:], today: LocalDate
  ) {
    self.caseNumber = caseNumber
    self.registration = registration
    self.procedure = procedure
    self.receivedOn = receivedOn
    self.openedOn = openedOn
    self.parties = parties
    self.request = request
    self.data = data
    self.steps = steps
    self.clocks = clocks
    self.given = given
    self.today = today
  }
}
