import Casebook
import Casework
import Console
import Formats
import Messages

/// A document issued by the owner or here; the document as JSON comes of it.
struct LetterIssuing: HouseChange {
  let number: String
  let letter: String
  let given: [String: String]
  let actor: String

  func ask(_ owner: OwnerConnection) async throws -> JSONValue {
    let data = given.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
    let (status, answer) = try await owner.send(
      "POST", "/v1/cases/\(number)/letters",
      ["letter": .string(letter), "actor": .string(actor), "data": .object(data)])
    guard status == 200 else { throw OwnerConnection.refusal(status, answer) }
    return answer
  }

  func perform(in house: House) async throws -> JSONValue {
    LetterJSON.issued(try await house.letterDesk().issue(letter, of: number, given: given, actor: actor))
  }
}

/// A service recorded by the owner or here; `letter` and `event` as JSON come of it.
struct LetterServing: HouseChange {
  /// Its number or identifier.
  let letter: IssuedLetter
  let recipient: String
  let manner: LetterDelivery.Manner
  let servedOn: LocalDate
  let receipt: String?
  let actor: String
  let role: String?
  let reason: String?
  let recordsOnly: Bool

  func ask(_ owner: OwnerConnection) async throws -> JSONValue {
    var body: [JSONValue.Member] = [
      .init("recipient", .string(recipient)), .init("manner", .string(manner.rawValue)),
      .init("served_on", .string(servedOn.description)), .init("actor", .string(actor)),
    ]
    if let receipt { body.append(.init("receipt", .string(receipt))) }
    if let role { body.append(.init("role", .string(role))) }
    if let reason { body.append(.init("reason", .string(reason))) }
    if recordsOnly { body.append(.init("step", "none")) }
    let (status, answer) = try await owner.send("POST", "/v1/letters/\(letter.id)/deliveries", .object(body))
    guard status == 200 else { throw OwnerConnection.refusal(status, answer) }
    return answer
  }

  func perform(in house: House) async throws -> JSONValue {
    let delivery = LetterDelivery(
      letter: letter.id, recipient: recipient, manner: manner, servedOn: servedOn, receipt: receipt, actor: actor)
    let served = try await house.letterDesk().serve(delivery, role: role, reason: reason, recordsOnly: recordsOnly)
    return [
      "letter": LetterJSON.issued(served.letter),
      "event": try served.event.map { try JSONValue(parsing: CaseEventCodec.encode($0)) } ?? .null,
    ]
  }
}
