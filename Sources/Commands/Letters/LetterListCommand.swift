import ArgumentParser
import Casework
import Console
import Formats
import Rulebook

/// `fenliu letter list`: the documents there are.
struct LetterListCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("list", Bilingual("列出各程序的文书", "list the letters of the procedures"))
  }

  @OptionGroup var house: HouseOptions

  @Option(help: ArgumentHelp("只列这一程序", "of this procedure only", value: Bilingual("程序", "procedure")))
  var procedure: String?

  @Flag(help: ArgumentHelp("每行一个 JSON 对象，含需要的内容", "print a JSON object a line, with what each needs"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    if let procedure, rulebook.procedure(procedure) == nil {
      throw CommandFailure(
        "没有程序 \(procedure)：\(rulebook.procedures.map(\.id).joined(separator: "、"))",
        "no procedure \(procedure): \(rulebook.procedures.map(\.id).joined(separator: ", "))")
    }
    let forms = rulebook.letters.filter { procedure == nil || $0.procedure == procedure }
    if json {
      for form in forms { terminal.print(Self.json(form, rulebook).description) }
      return
    }
    var table = TextTable(columns: [
      .init(terminal.text("程序", "procedure")), .init(terminal.text("文书", "letter")),
      .init(terminal.text("名称", "title")), .init(terminal.text("事项", "event")),
      .init(terminal.text("依据", "basis"), isFlexible: true),
    ])
    for form in forms {
      table.add([form.procedure, form.id, terminal.text(form.title), form.event ?? "", form.basis])
    }
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
  }

  private static func json(_ form: LetterForm, _ rulebook: Rulebook) -> JSONValue {
    let procedure = rulebook.procedure(form.procedure)
    return [
      "procedure": .string(form.procedure), "letter": .string(form.id), "title": JSONValue(form.title),
      "number": form.number.map { .string($0) } ?? .null, "event": form.event.map { .string($0) } ?? .null,
      "role": .string(form.role), "basis": .string(form.basis), "verified": .string(form.verified.rawValue),
      "layout": .string(form.layout.rawValue), "served": .boolean(form.service != nil),
      "values": .array(
        form.values.map { value in
          let name: String = if case .datum(let other) = value.source { other } else { value.name }
          var codes: [DatumValue] = []
          if case .oneOf(let values)? = procedure?.datum(name)?.form { codes = values }
          return [
            "name": .string(value.name), "title": JSONValue(value.title), "form": .string(value.form.rawValue),
            "optional": .boolean(value.isOptional), "codes": .array(codes.map { .string($0.code) }),
          ]
        }),
    ]
  }
}
