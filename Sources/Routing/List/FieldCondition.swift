import Formats
public import Messages

/// What fields of the submission must say; of several, all.
public struct FieldCondition: Decodable, Sendable, Hashable {
  /// The kinds of submission: `hotline`, `reconsideration`, `mediation`.
  public var submission: Set<Submission.Kind>?
  /// What the caller's matter was noted as: 咨询, 求助, 投诉, 举报, 建议, 表扬.
  public var matter: Set<HotlineDetails.MatterKind>?
  /// One of those against whom the matter is directed is of one of these kinds.
  public var against: Set<Accused.Kind>?
  /// Who asked for mediation.
  public var requestedBy: Set<MediationDetails.RequestedBy>?
  /// Whether the act complained of has a document number.
  public var documentNumber: Bool?
  /// Whether the number of an earlier matter was given.
  public var previousNumber: Bool?
  /// Whether a part of the submission is sealed.
  public var sealed: Bool?

  enum CodingKeys: String, CodingKey {
    case submission, matter, against, sealed
    case requestedBy = "requested_by"
    case documentNumber = "document_number"
    case previousNumber = "previous_number"
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    func values<Value: RawRepresentable & Hashable>(_ key: CodingKeys) throws -> Set<Value>?
    where Value.RawValue == String {
      guard let names = try keys.decodeIfPresent([Located<String>].self, forKey: key) else { return nil }
      return Set(
        try names.map { name in
          guard let value = Value(rawValue: name.value) else {
            throw YAMLError(reason: .invalidValue("unknown value \"\(name.value)\""), mark: name.mark)
          }
          return value
        })
    }
    submission = try values(.submission)
    matter = try values(.matter)
    against = try values(.against)
    requestedBy = try values(.requestedBy)
    documentNumber = try keys.decodeIfPresent(Bool.self, forKey: .documentNumber)
    previousNumber = try keys.decodeIfPresent(Bool.self, forKey: .previousNumber)
    sealed = try keys.decodeIfPresent(Bool.self, forKey: .sealed)
  }
}
