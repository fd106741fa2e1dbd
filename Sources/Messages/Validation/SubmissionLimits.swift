/// The bounds of a submission; what exceeds one is refused. Lengths are in Unicode scalars, as JSON Schema counts them.
/// `Topics/schemas/` says the same numbers.
public enum SubmissionLimits {
  public static let text = 20_000
  /// Names of persons, organs, documents and attachments, and document numbers.
  public static let name = 200
  public static let place = 500
  public static let address = 500
  public static let externalID = 128
  public static let source = 64
  /// Codes, dates, amounts, telephones and identity numbers.
  public static let code = 100
  /// Summaries, reasons and what is wanted.
  public static let paragraph = 5_000
  public static let request = 2_000
  public static let uri = 2_000
  public static let extraValue = 4_000
  public static let envelope = 1_000_000
  public static let findingText = 200

  public static let attachments = 50
  /// Applicants, representatives and respondents, each.
  public static let parties = 200
  public static let requests = 50
  public static let against = 20
  public static let extra = 100
  public static let sealed = 20
  /// Findings that are read; ``findingsKept`` are written.
  public static let findingsRead = 1_000
  public static let findingsKept = 200

  /// Bytes of a record, 1 MiB.
  public static let record = 1 << 20
  /// Objects and lists inside one another.
  public static let depth = 32
  /// Fields of one object.
  public static let fields = 1_000
}
