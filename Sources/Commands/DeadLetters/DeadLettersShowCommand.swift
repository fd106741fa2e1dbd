import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu dead-letters show`: one dead letter with its original record.
struct DeadLettersShowCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("show", Bilingual("查看一封死信及其原始消息", "show a dead letter with its original record"))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("死信编号", "the dead letter's id", value: Bilingual("编号", "id")))
  var id: Int64

  @Flag(help: ArgumentHelp("原始消息不遮盖个人信息", "show personal data in the record"))
  var personal = false

  @Flag(help: ArgumentHelp("输出 JSON", "print JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    try await house.reading { reader in
      let letter = try await reader.casebook.deadLetter(id)
      let mask = personal ? PersonalMask.none : PersonalMask(parties: [])
      if json {
        terminal.print(Self.json(letter, mask).description)
      } else {
        for line in Self.lines(letter, mask, terminal) { terminal.print(line) }
      }
    }
  }

  private static func json(_ letter: DeadLetterEntry, _ mask: PersonalMask) -> JSONValue {
    guard case .object(var members) = DeadLetterText.json(letter) else { return .null }
    members += [
      .init("key", RecordText.json(letter.key, mask)), .init("value", RecordText.json(letter.value, mask)),
      .init(
        "headers",
        .array(letter.headers.map { ["name": .string($0.name), "value": RecordText.json($0.value, mask)] })),
    ]
    return .object(members)
  }

  private static func lines(_ letter: DeadLetterEntry, _ mask: PersonalMask, _ terminal: Terminal) -> [String] {
    var sheet = Sheet(width: terminal.columns, indent: 14)
    sheet.title("\(terminal.text("死信", "Dead letter")) \(letter.id)  \(terminal.text(letter.status.title))")
    sheet.row(terminal.text("来自", "from"), DeadLetterText.place(letter.source))
    sheet.row(terminal.text("死信主题", "stands at"), DeadLetterText.place(letter.position))
    sheet.row(
      terminal.text("原因", "why"), "\(letter.stage)  \(letter.errorClass)  \(mask.text(letter.message))")
    sheet.row(
      terminal.text("次数", "attempts"),
      "\(letter.attempts)  \(shanghaiTime(letter.firstFailedAt)) → \(shanghaiTime(letter.arrivedAt))")
    sheet.row(terminal.text("受理编号", "registration"), letter.registration ?? "")
    if let at = letter.settledAt {
      let by = [letter.settledBy, letter.settledReason].compactMap { $0 }.joined(separator: "  ")
      sheet.row(terminal.text("处置", "settled"), "\(shanghaiTime(at))  \(by)")
    }
    sheet.title(terminal.text("原始消息", "The record"))
    sheet.row(terminal.text("键", "key"), RecordText.text(letter.key, mask, terminal))
    for header in letter.headers {
      sheet.row(TextWidth.fit(header.name, 13), RecordText.text(header.value, mask, terminal))
    }
    sheet.row(terminal.text("值", "value"), RecordText.text(letter.value, mask, terminal))
    return sheet.lines
  }
}
