import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// A dead letter settled by the owner or here.
struct DeadLetterSettling: HouseChange {
  enum Way: String, Sendable { case replay, discard }

  let way: Way
  let id: Int64
  let actor: String
  let reason: String

  func ask(_ owner: OwnerConnection) async throws {
    let (status, answer) = try await owner.send(
      "POST", "/v1/dead-letters/\(id)/\(way.rawValue)", ["actor": .string(actor), "reason": .string(reason)])
    if status == 404, answer["detail"] == nil { throw CasebookError.unknownDeadLetter(id) }
    guard (200..<300).contains(status) else { throw OwnerConnection.refusal(status, answer) }
  }

  func perform(in house: House) async throws {
    switch way {
    case .replay: try await house.casebook.replayDeadLetter(id, actor: actor, reason: reason)
    case .discard: try await house.casebook.discardDeadLetter(id, actor: actor, reason: reason)
    }
  }
}

/// Who settles dead letters and why.
struct SettlingOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("死信编号，可给多个", "ids of dead letters", value: Bilingual("编号", "id")))
  var ids: [Int64]

  @Option(help: ArgumentHelp("经办人", "who does it", value: Bilingual("姓名", "name")))
  var actor: String

  @Option(help: ArgumentHelp("理由", "why", value: Bilingual("文字", "text")))
  var reason: String

  @Flag(help: ArgumentHelp("输出 JSON", "print JSON"))
  var json = false

  /// Settles one after the other; one that is refused does not stop the others.
  func settle(_ way: DeadLetterSettling.Way, _ house: HouseOptions, _ terminal: Terminal) async throws {
    var isRefused = false
    for id in ids {
      do {
        try await house.make(
          DeadLetterSettling(way: way, id: id, actor: actor, reason: reason), terminal.language)
        tell(id, way, nil, terminal)
      } catch {
        isRefused = true
        tell(id, way, ErrorWording.of(error), terminal)
      }
    }
    if isRefused { throw ExitCode.failure }
  }

  private func tell(_ id: Int64, _ way: DeadLetterSettling.Way, _ refusal: Bilingual?, _ terminal: Terminal) {
    if json {
      let error = refusal.map { JSONValue.string(terminal.text($0)) } ?? .null
      let result: JSONValue = ["id": JSONValue(id), "action": .string(way.rawValue), "error": error]
      return terminal.print(result.description)
    }
    if let refusal {
      terminal.tell(terminal.text("死信 \(id)：", "dead letter \(id): ") + terminal.text(refusal))
    } else {
      let done = way == .replay ? Bilingual("已重放", "replayed") : Bilingual("已丢弃", "discarded")
      terminal.print(terminal.text("死信 \(id)：", "dead letter \(id): ") + terminal.text(done))
    }
  }
}
