import ArgumentParser
import Casebook
import Casework
import Formats
import Messages

/// `fenliu case move`: one step of a case.
struct CaseMoveCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "move", Bilingual("办理案件的一步", "take one step of a case"),
      discussion: Bilingual(
        "只能办理程序在当前状态允许的事项；被拒绝时说明可以办理什么，退出状态为 1。\n"
          + "例：fenliu case move QY20261123-0000171-1 accept --role reconsideration_organ --actor 李科长 --reason 属于受理范围\n"
          + "录入有误的一步用 correct 更正，不改原记录：--corrects 3 --approver 王主任，另加 --on、--data（同一步，数据有误）、"
          + "--right 事项（应为另一步）或 --nothing（不应有这一步）。\n"
          + "任何案件都可办理：confirm_route、reroute（--data route=…）、assign_officer（--data assignee=…）、"
          + "link_case（--data case=编号 --data kind=repeat_of 等）、split_case（--data route=…，同一受理编号下另立一案）。",
        "Only what the procedure allows in the present state; a refusal names what is allowed, and ends with 1.\n"
          + "Example: fenliu case move QY20261123-0000171-1 accept --role reconsideration_organ --actor 'Officer Li' "
          + "--reason 'within our competence'\n"
          + "A step entered by mistake is corrected by the event correct, and never edited: --corrects 3 --approver 'Director "
          + "Wang', with --on and --data (the same step, wrong data), --right EVENT (another step) or --nothing (no step).\n"
          + "Every case knows confirm_route, reroute (--data route=…), assign_officer (--data assignee=…), link_case "
          + "(--data case=NUMBER --data kind=repeat_of, …) and split_case (--data route=…: a further case under the same "
          + "registration)."
      ))
  }

  @OptionGroup var options: MovingHouseOptions

  @Argument(help: ArgumentHelp("案件编号", "the case number", value: Bilingual("编号", "number")))
  var number: String

  @Argument(
    help: ArgumentHelp("事项，见 fenliu case show", "the event, see fenliu case show", value: Bilingual("事项", "event")))
  var event: String

  @Option(help: ArgumentHelp("经办人", "who does it", value: Bilingual("姓名", "name")))
  var actor: String

  @Option(help: ArgumentHelp("理由", "why", value: Bilingual("文字", "text")))
  var reason: String

  @Option(
    help: ArgumentHelp(
      "以何身份办理，见 fenliu case show", "the role in which it is done, see fenliu case show", value: Bilingual("身份", "role"))
  )
  var role: String?

  @Option(help: ArgumentHelp("办理日，默认今天", "the day of the step; today when left out", value: Bilingual("日期", "date")))
  var on: LocalDate?

  @Option(help: ArgumentHelp("经办机关", "the organ that does it", value: Bilingual("机关", "organ")))
  var organ: String?

  @Option(
    help: ArgumentHelp(
      "事项要求的数据，可给多次", "a datum that the step asks for; may be repeated", value: Bilingual("名=值", "name=value")))
  var data: [Datum] = []

  @Option(
    help: ArgumentHelp(
      "您看到的步数；已被他人变动则拒绝", "the step you saw last; refused when somebody was faster", value: Bilingual("步", "n")))
  var expect: Int?

  @Option(help: ArgumentHelp("correct：更正第几步", "correct: which step was a mistake", value: Bilingual("步", "n")))
  var corrects: Int?

  @Option(help: ArgumentHelp("correct：应为哪一事项", "correct: the step that is right", value: Bilingual("事项", "event")))
  var right: String?

  @Flag(help: ArgumentHelp("correct：不应有这一步", "correct: no step should have stood there"))
  var nothing = false

  @Option(help: ArgumentHelp("correct：批准人", "correct: who approved it", value: Bilingual("姓名", "name")))
  var approver: String?

  @Flag(help: ArgumentHelp("输出 JSON", "print the event in JSON"))
  var json = false

  /// `name=value`
  struct Datum: ExpressibleByArgument {
    var field: ExtraField

    init?(argument: String) {
      guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
      field = ExtraField(name: String(argument[..<sign]), value: String(argument[argument.index(after: sign)...]))
    }
  }

  func run(on terminal: Terminal) async throws {
    guard case .request(let number) = try CaseNumberReading(number) else {
      throw CommandFailure(
        "\(number) 是受理编号；请给案件编号，如 \(number)-1",
        "\(number) is a registration number: give a case number, such as \(number)-1")
    }
    let move = Move(
      number: number.description, event: event, actor: actor, role: role, organ: organ, reason: reason, day: on,
      data: data.map(\.field), expectedSequence: expect, correction: try correction())
    let done = try await options.house.make(CaseMove(move: move), terminal.language)
    terminal.print(json ? done.description : Self.line(done, number.description, terminal))
  }

  private func correction() throws -> Move.Correction? {
    guard let corrects else {
      guard right == nil, !nothing, approver == nil else {
        throw CommandFailure(
          "--right、--nothing、--approver 用于更正，须同时给 --corrects", "--right, --nothing and --approver go with --corrects")
      }
      return nil
    }
    if right != nil && nothing {
      throw CommandFailure("--right 与 --nothing 只能给一个", "give either --right or --nothing")
    }
    return Move.Correction(
      sequence: corrects, right: nothing ? .nothing : right.map { .step($0) } ?? .sameStep, approver: approver ?? "")
  }

  private static func line(_ event: JSONValue, _ number: String, _ terminal: Terminal) -> String {
    let sequence = event["sequence"]?.integer ?? 0
    guard let to = event["to"]?.string else {
      return terminal.text("\(number)：第 \(sequence) 步已记录（密封）", "\(number): step \(sequence) is recorded (sealed)")
    }
    let steps = (event["from"]?.string).map { "\($0) → \(to)" } ?? to
    let outcome = (event["outcome"]?.string).map { terminal.text("，办结：\($0)", ", closed: \($0)") } ?? ""
    return terminal.text("\(number)：\(steps)（第 \(sequence) 步）", "\(number): \(steps) (step \(sequence))") + outcome
  }
}
