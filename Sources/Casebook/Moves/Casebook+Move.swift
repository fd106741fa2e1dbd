import Casework
import Database
public import Messages

extension Casebook {
  /// Takes one step of a case, if its procedure allows it.
  ///
  /// Throws ``MoveRefusal`` when it does not, ``CasebookError/unknownCase(_:)`` when there is no such case.
  ///
  /// - Returns: the event that was appended, on disk and in the outbox. Steps that the system takes at once behind it are
  ///   events of their own.
  public func move(_ move: Move) async throws -> CaseEvent {
    let mover = self.mover
    return try await database.record { try mover.perform(move, on: $0) }
  }

  var mover: CaseMover {
    CaseMover(planner: planner, now: now())
  }

  var planner: StepPlanner {
    StepPlanner(procedures: procedures, routes: routes, law: law, exclusivity: exclusivity)
  }
}

/// Moves cases inside a transaction.
struct CaseMover: Sendable {
  static let reasonLimit = 4_000
  static let nameLimit = 200
  /// The most steps that the system takes behind one of a person's.
  static let passingLimit = 8

  let planner: StepPlanner
  let now: Int64

  func perform(_ move: Move, on connection: any SQLConnection) throws -> CaseEvent {
    try checkFields(move)
    if move.role == Transition.system {
      throw MoveRefusal.role(event: move.event, given: move.role, allowed: [])
    }
    var file = try CaseInHand.load(move.number, on: connection)
    if let expected = move.expectedSequence, expected != file.standing.sequence {
      throw MoveRefusal.overtaken(expected: expected, actual: file.standing.sequence)
    }
    let move = try LinkedCaseOpener(mover: self).resolve(move, from: file, on: connection)
    let surroundings = try SurroundingsReader(exclusivity: planner.exclusivity).read(
      file, move, procedure: planner.procedures[file.standing.place?.procedure ?? ""], on: connection)
    let planned: PlannedEvent
    do {
      planned =
        move.event == Move.correct
        ? try Corrector(planner: planner, surroundings: surroundings).plan(move, of: file, at: now)
        : try planner.plan(move, for: file.standing, surroundings: surroundings, at: now)
    } catch let refusal as ClockRefusal {
      throw MoveRefusal.clock(refusal)
    }
    let event = try append(planned, to: &file, on: connection)
    try passOn(&file, surroundings, on: connection)
    return event
  }

  /// Appends an event to the case, writes what follows from it, and puts it into the outbox.
  func append(
    _ planned: PlannedEvent, to file: inout CaseInHand, on connection: any SQLConnection
  ) throws -> CaseEvent {
    let event = try file.append(planned, law: planner.law, at: now, on: connection)
    try CaseRelations.store(planned.effects, of: file, on: connection)
    return event
  }

  /// Takes the steps for which nobody waits.
  private func passOn(
    _ file: inout CaseInHand, _ surroundings: Surroundings, on connection: any SQLConnection
  ) throws {
    for _ in 0..<Self.passingLimit {
      guard let procedure = planner.procedures[file.standing.place?.procedure ?? ""],
        case .passes(let event)? = procedure.state(file.standing.state)?.wait
      else { return }
      let move = Move(
        number: file.standing.number, event: event, actor: Self.systemActor, role: Transition.system, reason: "")
      let planned = try planner.plan(move, for: file.standing, surroundings: surroundings, at: now)
      _ = try append(planned, to: &file, on: connection)
    }
  }

  /// The actor of what the system records by itself.
  static let systemActor = "system:casebook"

  private func checkFields(_ move: Move) throws {
    if move.actor.isEmpty { throw MoveRefusal.emptyField("actor") }
    if move.reason.isEmpty { throw MoveRefusal.emptyField("reason") }
    for (field, text, limit) in [
      ("actor", move.actor, Self.nameLimit), ("organ", move.organ ?? "", Self.nameLimit),
      ("role", move.role ?? "", Self.nameLimit), ("reason", move.reason, Self.reasonLimit),
    ] where text.unicodeScalars.count > limit {
      throw MoveRefusal.tooLong(field: field, limit: limit)
    }
    for field in move.data where field.value.unicodeScalars.count > Self.reasonLimit {
      throw MoveRefusal.tooLong(field: field.name, limit: Self.reasonLimit)
    }
  }
}
