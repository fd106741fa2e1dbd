import Casework
import Formats

/// Submissions as JSON, version 1 of the published contract (`Topics/schemas/submission.*.v1.json`).
///
/// Reading is lenient in form and strict in bounds: a field may be `null` or missing; an unknown field is kept among the
/// extra ones, because a version only ever gains fields; what cannot be represented (a date that is none) is kept there
/// too, with a finding. Only what cannot be read, has no text, or breaks a bound is refused.
public enum SubmissionCodec {
  /// Reads a submission that must have a key of its own.
  /// - Parameter kind: what the topic says; `nil` when the field `kind` has to say it.
  public static func decode(
    _ bytes: [UInt8], kind: Submission.Kind?, context: ValidationContext
  ) throws(Refusal) -> Submission {
    var parser = try parser(bytes, kind: kind, context: context)
    let submission = try parser.read()
    guard parser.hasExternalID else {
      throw Refusal(findings: [Finding(field: "external_id", rule: .badKey)], line: 1, column: 1)
    }
    return submission
  }

  /// Reads a submission and tells what was missing in it.
  public static func read(
    _ bytes: [UInt8], kind: Submission.Kind?, context: ValidationContext
  ) throws(Refusal) -> ReadSubmission {
    var parser = try parser(bytes, kind: kind, context: context)
    let submission = try parser.read()
    return ReadSubmission(
      submission: submission, hasExternalID: parser.hasExternalID, hasReceivedAt: parser.hasReceivedAt)
  }

  private static func parser(
    _ bytes: [UInt8], kind: Submission.Kind?, context: ValidationContext
  ) throws(Refusal) -> SubmissionParser {
    do {
      if let kind { return try SubmissionParser(bytes, kind: kind, context: context) }
      if let said = try envelopeKind(bytes) { return try SubmissionParser(bytes, kind: said, context: context) }
    } catch {
      throw Refusal(error)
    }
    throw Refusal(
      findings: [Finding(field: "kind", rule: .unknownKind, limit: SubmissionField.kind.allowed)], line: 1, column: 1)
  }

  /// What the field `kind` of an envelope says; `nil` when it is missing or says nothing known.
  private static func envelopeKind(_ bytes: [UInt8]) throws(JSONError) -> Submission.Kind? {
    var reader = try JSONReader(bytes, limits: SubmissionParser.limits)
    guard try reader.peek() == .object else { return nil }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      guard reader.matches(key, "kind"), try reader.peek() == .string else { continue }
      let string = try reader.string()
      let word = reader.utf8(string)
      return CodeWords.kind.find(word.span)
    }
    return nil
  }
}
