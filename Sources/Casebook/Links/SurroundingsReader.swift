import Casework
import Database
import Messages

/// What is known of a case beside its own events.
struct Surroundings: Sendable, Hashable {
  /// Linked cases, and other cases of the same matter.
  var links: [LinkFact] = []
  /// Organs that the matter accuses.
  var accused: Set<String> = []
}

/// Finds what other cases and the matter's parties say of a case.
struct SurroundingsReader {
  let exclusivity: Exclusivity

  /// - Parameter data: what comes with the step: a link that it makes counts for its own guards.
  func read(_ file: CaseInHand, _ move: Move, procedure: Procedure?, on connection: any SQLConnection) throws
    -> Surroundings
  {
    var links = try CaseRelations.load(file.id, on: connection)
    let steps = procedure?.transitions(from: file.standing.state).filter { $0.event == move.event } ?? []
    for step in steps.flatMap(\.links) {
      guard let number = move.data.last(where: { $0.name == step.datum })?.value else { continue }
      links.append(CaseLink(step.kind, number))
    }
    let siblings: [String] = try connection.query(
      "SELECT number FROM case_file WHERE registration_id = $1 AND id <> $2", .integer(file.registration),
      .integer(file.id)
    ) { try $0.get(0) }
    links += siblings.filter { number in !links.contains { $0.number == number } }.map { CaseLink(.sameMatter, $0) }
    return Surroundings(
      links: try links.compactMap { try fact($0, on: connection) },
      accused: Set(
        try connection.query(
          "SELECT name FROM party WHERE registration_id = $1 AND role = $2 AND name IS NOT NULL",
          .integer(file.registration), .text(Party.Role.accused.rawValue)
        ) { try $0.get(0, as: String.self) }))
  }

  private func fact(_ link: CaseLink, on connection: any SQLConnection) throws -> LinkFact? {
    let other = try connection.queryOne(
      "SELECT id, procedure_id, state FROM case_file WHERE number = $1", .text(link.number)
    ) {
      (
        id: try $0.get(0, as: Int64.self), procedure: try $0.get(1, as: String.self),
        state: try $0.get(2, as: String.self)
      )
    }
    guard let other else { return nil }
    let needsData = exclusivity.standings.contains {
      $0.states[other.procedure]?.contains(other.state) == true && !$0.data.isEmpty
    }
    let data = needsData ? try CaseInHand.load(id: other.id, on: connection).standing.data : [:]
    return LinkFact(
      kind: link.kind, procedure: other.procedure,
      standings: Set(
        exclusivity.standings(procedure: other.procedure, state: other.state, data: data).map(\.id)))
  }
}
