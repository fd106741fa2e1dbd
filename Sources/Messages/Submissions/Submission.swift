public import Casework

/// What a citizen brought, in one of three kinds: the value of a record on `intake.*` (`Topics/schemas/`).
///
/// A submission that is constructed has been validated; what was wrong with it and not refused stands in `findings`.
public struct Submission: Sendable, Hashable {
  public var key: BusinessKey
  /// When the citizen turned to the city, milliseconds since 1970-01-01 UTC.
  public var receivedAt: Int64
  public var channel: Channel
  /// A code of GB/T 2260 or of a town below it (6 or 9 digits).
  public var region: String?
  /// The place in words.
  public var place: String?
  /// The citizen's own words, or the clerk's note of them: 1…20,000 characters. For a reconsideration the facts and
  /// reasons (事实和理由), for a mediation the facts of the dispute (纠纷事实).
  public var text: String
  public var attachments: [Attachment]
  /// The number of an earlier matter that this one goes on from.
  public var previousNumber: String?
  /// Columns that the mapping does not know, kept under their own names.
  public var extra: [ExtraField]
  /// Parts that only the supervision docket can open; where the whole text is sealed, ``text`` is ``sealedText``.
  public var sealed: [SealedPart]
  public var details: Details
  /// What is wrong with it without being a reason to turn it away.
  public var findings: [Finding]

  /// What stands in place of a text that is sealed as a whole.
  public static let sealedText = "【密封】"

  public var isSealedAsAWhole: Bool { !sealed.isEmpty && text == Self.sealedText }

  public var kind: Kind {
    switch details {
    case .hotline: .hotline
    case .reconsideration: .reconsideration
    case .mediation: .mediation
    }
  }

  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case hotline, reconsideration, mediation

    /// The topic of the kind.
    public var topic: String { "intake.\(rawValue)" }
  }

  public enum Details: Sendable, Hashable {
    case hotline(HotlineDetails)
    case reconsideration(ReconsiderationDetails)
    case mediation(MediationDetails)
  }

  public enum Channel: String, Sendable, Hashable, CaseIterable {
    case phone, wechat, web, app, letter, visit, transfer, file, other
  }

  public init(
    key: BusinessKey, receivedAt: Int64, channel: Channel, region: String? = nil, place: String? = nil, text: String,
    attachments: [Attachment] = [], previousNumber: String? = nil, extra: [ExtraField] = [],
    sealed: [SealedPart] = [], details: Details, findings: [Finding] = []
  ) {
    self.key = key
    self.receivedAt = receivedAt
    self.channel = channel
    self.region = region
    self.place = place
    self.text = text
    self.attachments = attachments
    self.previousNumber = previousNumber
    self.extra = extra
    self.sealed = sealed
    self.details = details
    self.findings = findings
  }
}

/// A document that lies elsewhere, with the digest of its content.
public struct Attachment: Sendable, Hashable {
  public var uri: String
  public var name: String?
  public var mediaType: String?
  /// Bytes.
  public var size: Int64?
  /// `sha256:<hex>` or `sm3:<hex>`.
  public var digest: String

  public init(uri: String, name: String?, mediaType: String?, size: Int64?, digest: String) {
    self.uri = uri
    self.name = name
    self.mediaType = mediaType
    self.size = size
    self.digest = digest
  }
}

/// A column of another system that Fenliu has no field for.
public struct ExtraField: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A part of a submission sealed to the supervision docket's public key.
public struct SealedPart: Sendable, Hashable {
  /// Names the key that opens it.
  public var keyID: String
  /// The envelope, base64url without padding.
  public var envelope: String
  /// The ``ContentDigest`` of the submission before it was sealed, so that a repeat is still told from a conflict.
  public var contentDigest: String?

  public init(keyID: String, envelope: String, contentDigest: String? = nil) {
    self.keyID = keyID
    self.envelope = envelope
    self.contentDigest = contentDigest
  }
}
