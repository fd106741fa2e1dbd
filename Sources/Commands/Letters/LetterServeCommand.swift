public import ArgumentParser
public import Casebook
import Casework
import Console
import Formats

extension LetterDelivery.Manner: ExpressibleByArgument {}

/// `fenliu letter serve`
struct LetterServeCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "serve", Bilingual("登记送达：送给谁、怎样送、何时送到、凭证", "record a service: to whom, how, when, and what proves it"),
      discussion: Bilingual(
        "送达本身是办案一步的文书（如复议决定书），首次送达同时办理这一步，从送达起算的期限由此起算。\n"
          + "送达方式：\(LetterDelivery.Manner.allCases.map { "\($0.rawValue)（\($0.title.zh)）" }.joined(separator: "、"))。",
        "Where service is a step of the case (a reconsideration decision), the first one takes that step, and clocks that "
          + "run from service start with it.\nManners: "
          + LetterDelivery.Manner.allCases.map { "\($0.rawValue) (\($0.title.en))" }.joined(separator: ", ") + "."))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("文号，或文书的内部编号", "the letter's number or identifier", value: Bilingual("文号", "letter")))
  var letter: String

  @Option(help: ArgumentHelp("受送达人", "whom it was served on", value: Bilingual("姓名", "name")))
  var to: String

  @Option(help: ArgumentHelp("送达方式", "the manner", value: Bilingual("方式", "manner")))
  var how: LetterDelivery.Manner

  @Option(help: ArgumentHelp("送达日期", "the day of service", value: Bilingual("日期", "date")))
  var on: LocalDate

  @Option(help: ArgumentHelp("送达凭证，如邮件号", "what proves it, such as a postal number", value: Bilingual("文字", "text")))
  var receipt: String?

  @Option(help: ArgumentHelp("经办人", "who records it", value: Bilingual("姓名", "name")))
  var actor: String

  @Option(help: ArgumentHelp("以何身份办理这一步", "the role in which the step is taken", value: Bilingual("身份", "role")))
  var role: String?

  @Option(help: ArgumentHelp("理由", "why", value: Bilingual("文字", "text")))
  var reason: String?

  @Flag(help: ArgumentHelp("只登记送达，这一步已另行办理", "record the service only: the step was taken before"))
  var recordOnly = false

  @Flag(help: ArgumentHelp("输出 JSON", "print JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let issued = try await house.reading { try await $0.casebook.letter(letter) }
    let served = try await house.make(
      LetterServing(
        letter: issued, recipient: to, manner: how, servedOn: on, receipt: receipt, actor: actor, role: role,
        reason: reason, recordsOnly: recordOnly), terminal.language)
    if json { return terminal.print(served.description) }
    let name = issued.number ?? String(issued.id)
    var line = terminal.text(
      "\(issued.title) \(name)：\(on) \(how.title.zh) \(to)",
      "\(issued.title) \(name): served on \(to), \(on), \(how.title.en)")
    if let state = served["event"]?["to"]?.string {
      line += terminal.text("；案件 \(issued.caseNumber) 转为 \(state)", "; case \(issued.caseNumber) is now \(state)")
    }
    terminal.print(line)
  }
}
