public import Casework
public import Database
import Messages

/// The stored links between cases: made from the events, readable from either end.
enum CaseRelations {
  /// Stores the links of an event. The other case has to be one of ours.
  static func store(_ effects: CaseEffects, of file: CaseInHand, on connection: any SQLConnection) throws {
    if effects.correction != nil {
      try connection.execute("DELETE FROM case_relation WHERE case_id = $1", .integer(file.id))
    }
    let links = effects.links
    for link in links {
      let other: Int64? = try connection.scalar("SELECT id FROM case_file WHERE number = $1", .text(link.number))
      guard let other else { throw MoveRefusal.badLink(link.number) }
      try connection.execute(
        """
        INSERT INTO case_relation (case_id, other_case_id, kind) VALUES ($1, $2, $3)
        ON CONFLICT (case_id, other_case_id, kind) DO NOTHING
        """, .integer(file.id), .integer(other), .text(link.kind.rawValue))
    }
  }

  /// The links of a case, those that others made to it seen from its side.
  static func load(_ caseID: Int64, on connection: any SQLConnection) throws -> [CaseLink] {
    let own: [CaseLink] = try connection.query(
      """
      SELECT r.kind, c.number FROM case_relation r JOIN case_file c ON c.id = r.other_case_id
      WHERE r.case_id = $1 ORDER BY c.id, r.kind
      """, .integer(caseID)
    ) { CaseLink(try $0.get(0), try $0.get(1)) }
    let others: [CaseLink] = try connection.query(
      """
      SELECT r.kind, c.number FROM case_relation r JOIN case_file c ON c.id = r.case_id
      WHERE r.other_case_id = $1 ORDER BY c.id, r.kind
      """, .integer(caseID)
    ) { CaseLink(try $0.get(0, as: CaseLinkKind.self).inverse, try $0.get(1)) }
    return own + others.filter { !own.contains($0) }
  }
}

extension CaseLinkKind: SQLReadable {}

extension CaseLinkKind {
  /// What the link is from the other case's side.
  var inverse: CaseLinkKind {
    switch self {
    case .child: .parent
    case .parent: .child
    case .handedTo: .cameFrom
    case .cameFrom: .handedTo
    // The first case of a matter knows its repeats as other cases of the same matter.
    case .repeatOf, .sameMatter, .previous: .sameMatter
    case .parallel: .parallel
    }
  }
}
