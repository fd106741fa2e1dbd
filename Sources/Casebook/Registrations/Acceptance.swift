public import Casework
public import Messages

/// A submission ready to be registered: validated, screened, sealed where it must be, and in canonical form.
public struct Registrable: Sendable {
  public var key: BusinessKey
  public var kind: Submission.Kind
  public var channel: Submission.Channel
  public var region: String?
  public var receivedAt: Int64
  public var previousNumber: String?
  /// Of the content as it came, before anything was sealed: what tells a repeat from a conflict.
  public var contentDigest: String
  /// Canonical JSON; stored once, here.
  public var body: [UInt8]

  public init(
    key: BusinessKey, kind: Submission.Kind, channel: Submission.Channel, region: String?, receivedAt: Int64,
    previousNumber: String?, contentDigest: String, body: [UInt8]
  ) {
    self.key = key
    self.kind = kind
    self.channel = channel
    self.region = region
    self.receivedAt = receivedAt
    self.previousNumber = previousNumber
    self.contentDigest = contentDigest
    self.body = body
  }

  /// Takes the columns from a submission; `body` is its canonical form.
  public init(_ submission: Submission, contentDigest: String, body: [UInt8]) {
    self.init(
      key: submission.key, kind: submission.kind, channel: submission.channel, region: submission.region,
      receivedAt: submission.receivedAt, previousNumber: submission.previousNumber, contentDigest: contentDigest,
      body: body)
  }
}

/// What became of a submission at the door.
public enum Acceptance: Sendable, Hashable {
  /// Registered, on disk, and on its way.
  case accepted(RegistrationNumber)
  /// The same submission was here before, under this number.
  case repeated(RegistrationNumber)
  /// Another submission has this business key; nothing was stored.
  case conflict(RegistrationNumber)

  public var number: RegistrationNumber {
    switch self {
    case .accepted(let number), .repeated(let number), .conflict(let number): number
    }
  }
}

/// By which door a registration came.
enum Door: String {
  /// Through Fenliu's own intake, which puts it on the log.
  case intake
  /// Straight on an intake topic, put there by another system.
  case log
}
