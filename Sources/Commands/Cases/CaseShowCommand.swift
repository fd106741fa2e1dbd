import ArgumentParser
import Casebook
import Casework
import Console
import Formats

/// `fenliu case show`: everything about one case.
struct CaseShowCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "show", Bilingual("查看案件：来由、路径及依据、经过、结果", "show a case: what came, where it went and why, history, outcome"),
      discussion: Bilingual(
        "给受理编号则列出它的全部案件。个人信息默认遮盖，--personal 显示。密封案件须用纪检监察机关的私钥打开。",
        "With a registration number, lists its cases. Personal data are covered unless --personal is given. A sealed case "
          + "is opened with the private key of the supervision office."))
  }

  @OptionGroup var house: HouseOptions

  @Argument(help: ArgumentHelp("案件编号或受理编号", "a case number or a registration number", value: Bilingual("编号", "number")))
  var number: String

  @Flag(help: ArgumentHelp("输出 JSON", "print JSON"))
  var json = false

  @Flag(help: ArgumentHelp("显示姓名、电话、证件号、住址", "show names, telephones, identity numbers, addresses"))
  var personal = false

  @Option(
    help: ArgumentHelp("纪检监察机关的私钥（PEM）", "the supervision office's private key as PEM", value: Bilingual("文件", "file")),
    completion: .file())
  var supervisionKey: String?

  @Option(
    help: ArgumentHelp("私钥口令所在的文件", "a file with the key's passphrase", value: Bilingual("文件", "file")),
    completion: .file())
  var passphraseFile: String?

  func run(on terminal: Terminal) async throws {
    let key = try supervisionKey.map { try SupervisionKey(path: $0, passphrase: passphraseFile) }
    let wanted = try CaseNumberReading(number)
    try await house.reading { reader in
      switch wanted {
      case .request(let number): try await show(number.description, key, reader, terminal)
      case .registration(let number): try await list(number.text, reader, terminal)
      }
    }
  }

  private func show(_ number: String, _ key: SupervisionKey?, _ reader: HouseReader, _ terminal: Terminal) async throws
  {
    let file = try await reader.casebook.caseFile(number, opensSealed: key != nil)
    let mask = personal ? .none : PersonalMask(parties: file.parties)
    let opened = try key?.open(file) ?? []
    if json { return terminal.print(CaseJSON.file(file, opened: opened, mask: mask).description) }
    let sheet = CaseSheet(file: file, mask: mask, reader: reader, terminal: terminal)
    for line in sheet.lines(opened: opened) { terminal.print(line) }
  }

  private func list(_ registration: String, _ reader: HouseReader, _ terminal: Terminal) async throws {
    var filter = CaseFilter(registration: registration, limit: 1_000)
    filter.hidesSealed = true
    let cases = try await reader.casebook.cases(filter)
    guard !cases.isEmpty else {
      throw CommandFailure(
        "\(registration) 没有可以查看的案件：可能尚在途中、成为死信（fenliu dead-letters list）、已密封，或没有这个编号",
        "\(registration) has no case to be seen: it may be on its way, a dead letter (fenliu dead-letters list), sealed, or "
          + "not exist")
    }
    if json {
      for summary in cases { terminal.print(CaseJSON.summary(summary).description) }
      return
    }
    let table = CaseTable.make(cases.reversed(), reader, terminal)
    for line in table.lines(width: terminal.columns) { terminal.print(line) }
  }
}
