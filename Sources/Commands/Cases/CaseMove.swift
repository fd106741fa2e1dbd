import Casebook
import Casework
import Console
import Formats
import Messages

/// One step of a case, asked of the owner or taken here; the event as JSON comes of it.
struct CaseMove: HouseChange {
  let move: Move

  func ask(_ owner: OwnerConnection) async throws -> JSONValue {
    var body: [JSONValue.Member] = [
      .init("event", .string(move.event)), .init("actor", .string(move.actor)),
      .init("reason", .string(move.reason)),
      .init("data", .object(move.data.map { JSONValue.Member($0.name, .string($0.value)) })),
    ]
    if let organ = move.organ { body.append(.init("organ", .string(organ))) }
    if let role = move.role { body.append(.init("role", .string(role))) }
    if let day = move.day { body.append(.init("day", .string(day.description))) }
    if let correction = move.correction {
      body.append(.init("corrects", JSONValue(correction.sequence)))
      body.append(.init("approver", .string(correction.approver)))
      switch correction.right {
      case .sameStep: break
      case .step(let event): body.append(.init("right", .string(event)))
      case .nothing: body.append(.init("nothing", true))
      }
    }
    if let expected = move.expectedSequence { body.append(.init("expected_sequence", JSONValue(expected))) }
    let (status, answer) = try await owner.send("POST", "/v1/cases/\(move.number)/events", .object(body))
    if status == 404, answer["detail"] == nil { throw CasebookError.unknownCase(move.number) }
    guard status == 200 else { throw OwnerConnection.refusal(status, answer) }
    return answer
  }

  func perform(in house: House) async throws -> JSONValue {
    do {
      return try JSONValue(parsing: CaseEventCodec.encode(try await house.casebook.move(move)))
    } catch MoveRefusal.notAllowed(let event, let state, let allowed) where allowed.isEmpty {
      throw CommandFailure(
        "当前状态 \(state) 不允许 \(event)，也没有可以办理的事项", "\(event) is not allowed in state \(state), and nothing else is")
    }
  }
}
