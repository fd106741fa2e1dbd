public import Casework
public import Messages

/// What is known of a sample by its making, for measuring a router against. It never goes into the submission.
public struct SampleTruth: Sendable, Hashable {
  /// Position among the samples of its kind, from 1: the row of a CSV file without its header, or the line.
  public var row: Int
  public var kind: Submission.Kind
  public var externalID: String
  /// The kind of matter the text was made from.
  public var scenario: String
  /// The expected route of each request in the text, the main one first. Empty where the row is to be refused.
  public var routes: [RouteCode]
  /// Flags of the routing table, such as `seal` or `short_deadline`, and what is wrong on purpose, such as `no_text`.
  public var flags: [String]
  /// Rules that the submission breaks: those of ``Rule`` by their names.
  public var rules: [Rule]
  /// The row whose key and content this one repeats.
  public var duplicateOf: Int?
  /// The row whose key this one has with another content.
  public var conflictWith: Int?
  /// The same for everybody who speaks of one matter, and for one who calls again about it.
  public var matter: Int
  /// The same for one person.
  public var person: Int
  public var voice: String
}

/// A sample and what is known of it.
public struct SampleItem: Sendable, Hashable {
  public var submission: SampleSubmission
  public var truth: SampleTruth
}
