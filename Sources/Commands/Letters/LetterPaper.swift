import Casework
import Console
import Foundation
import Letters
import Rulebook

/// Puts a page where it was asked for.
enum LetterPaper {
  /// Writes it to the file, which only its owner can read, or prints it.
  static func put(_ page: String, _ out: String?, _ terminal: Terminal) throws {
    guard let out else { return terminal.print(page) }
    guard
      FileManager.default.createFile(
        atPath: out, contents: Data(page.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CommandFailure("写不了文件 \(out)", "the file \(out) cannot be written") }
    terminal.tell(terminal.text("已写入 \(out)", "written to \(out)"))
  }
}

extension House {
  /// Where this house's documents are written.
  func letterDesk() -> LetterDesk {
    LetterDesk(
      casebook: casebook, book: rules.letters, rulebook: rules.rulebook, digests: rules.settings.crypto.suite.digests,
      now: House.now)
  }
}

extension HouseOptions {
  /// Opens the books and the templates for `body`.
  func readingLetters<Result>(_ body: (HouseReader, LetterDesk) async throws -> Result) async throws -> Result {
    let folder = try folder()
    return try await reading { reader in
      let book = try LetterBook.load(folder: folder.config, rulebook: reader.rulebook)
      let desk = LetterDesk(
        casebook: reader.casebook, book: book, rulebook: reader.rulebook,
        digests: reader.settings.crypto.suite.digests, now: House.now)
      return try await body(reader, desk)
    }
  }
}
