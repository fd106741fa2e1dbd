public import Formats
public import Messages

/// One gate of the decision list: the first of its clauses that holds decides.
public struct Gate: Decodable, Sendable {
  /// For instance `G7`; one of ``canonicalOrder``.
  public var id: Located<String>
  /// What an officer calls it.
  public var title: String
  /// What it is for, in a sentence.
  public var why: String
  /// Gates that are asked first: where one of them holds, this gate gives way to it.
  public var yieldsTo: [Located<String>]
  /// Marks that a request carries when the gate held and gave way.
  public var yieldFlags: [String]
  /// What to ask inside the other route when the gate held and gave way.
  public var yieldConfirm: [String]
  /// In the order in which they are asked.
  public var clauses: [GateClause]

  enum CodingKeys: String, CodingKey {
    case id, title, why
    case yieldsTo = "yields_to"
    case yieldFlags = "yield_flags"
    case yieldConfirm = "yield_confirm"
    case clauses
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    id = try keys.decode(Located<String>.self, forKey: .id)
    title = try keys.decode(String.self, forKey: .title)
    why = try keys.decode(String.self, forKey: .why)
    yieldsTo = try keys.decodeIfPresent([Located<String>].self, forKey: .yieldsTo) ?? []
    yieldFlags = try keys.decodeIfPresent([String].self, forKey: .yieldFlags) ?? []
    yieldConfirm = try keys.decodeIfPresent([String].self, forKey: .yieldConfirm) ?? []
    clauses = try keys.decode([GateClause].self, forKey: .clauses)
  }

  /// The gates of the routing table in their order. G1 looks ahead and therefore stands behind G2; the bare question
  /// (G17b) is asked once no matter of one's own was found.
  public static let canonicalOrder = [
    "G0", "G2", "G1", "G3a", "G3b", "G3c", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15",
    "G16", "G17", "G18", "G17b", "G19",
  ]
}

/// One way in which a gate holds, and what follows.
public struct GateClause: Decodable, Sendable {
  /// The clause's name within its gate.
  public var id: Located<String>
  /// When it holds.
  public var when: Condition
  /// The route that follows.
  public var route: Located<String>
  /// How sure the list is of it.
  public var confidence: RouteDecision.Confidence
  /// Marks of the request.
  public var flags: [String]
  /// Other ways that the citizen has to be told about.
  public var secondary: [Located<String>]
  /// Articles of law and choices of ours.
  public var basis: [LegalBasis]
  /// What a person has to confirm.
  public var confirm: [String]

  enum CodingKeys: String, CodingKey { case id, when, route, confidence, flags, secondary, basis, confirm }

  private enum Level: String, Decodable { case high, medium, low }

  private enum StandingKeys: String, CodingKey, CaseIterable { case primary, secondary, design, unverified }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    id = try keys.decode(Located<String>.self, forKey: .id)
    when = try keys.decode(Condition.self, forKey: .when)
    route = try keys.decode(Located<String>.self, forKey: .route)
    confidence =
      switch try keys.decode(Level.self, forKey: .confidence) {
      case .high: .high
      case .medium: .medium
      case .low: .low
      }
    flags = try keys.decodeIfPresent([String].self, forKey: .flags) ?? []
    secondary = try keys.decodeIfPresent([Located<String>].self, forKey: .secondary) ?? []
    confirm = try keys.decodeIfPresent([String].self, forKey: .confirm) ?? []
    let standings = try keys.nestedContainer(keyedBy: StandingKeys.self, forKey: .basis)
    basis = try StandingKeys.allCases.flatMap { key in
      let standing = LegalBasis.Standing(rawValue: key.rawValue) ?? .unverified
      return try (standings.decodeIfPresent([String].self, forKey: key) ?? []).map {
        LegalBasis(text: $0, standing: standing)
      }
    }
  }
}
