import ArgumentParser
import Casebook
import Casework
import Console

/// `fenliu letter draft`
struct LetterDraftCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "draft", Bilingual("起草文书：每页有草稿标记，不编号，不保存", "write a draft: marked on every page, not numbered, not kept"),
      discussion: Bilingual(
        "缺少的内容会一次列出。例：fenliu letter QY20261123-0000171-1 acceptance --data act=罚款决定 --out 受理.html",
        "What is missing is named at once. Example: fenliu letter QY20261123-0000171-1 acceptance --data act='a fine' "
          + "--out acceptance.html"))
  }

  @OptionGroup var options: MovingHouseOptions
  @OptionGroup var letter: LetterOptions

  @Option(
    help: ArgumentHelp(
      "密封案件：纪检监察机关的私钥（PEM）", "a sealed case: the supervision office's private key", value: Bilingual("文件", "file")),
    completion: .file())
  var supervisionKey: String?

  @Option(
    help: ArgumentHelp("私钥口令所在的文件", "a file with the key's passphrase", value: Bilingual("文件", "file")),
    completion: .file())
  var passphraseFile: String?

  func run(on terminal: Terminal) async throws {
    let key = try supervisionKey.map { try SupervisionKey(path: $0, passphrase: passphraseFile) }
    let number = try letter.caseNumber()
    let page = try await options.house.readingLetters { reader, desk in
      // A key that does not open what is sealed is no right to draft.
      if let key { _ = try key.open(try await reader.casebook.caseFile(number, opensSealed: true)) }
      return try await desk.draft(letter.letter, of: number, given: letter.given, opensSealed: key != nil)
    }
    try LetterPaper.put(page, letter.out, terminal)
  }
}
