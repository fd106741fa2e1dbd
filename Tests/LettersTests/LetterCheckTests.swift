import Foundation
import Letters
import Rulebook
import Testing

/// What `fenliu check` finds in templates and in the files that describe the documents.
@Suite struct LetterCheckTests {
  @Test("the product's documents have no fault")
  func real() throws {
    let faults = LetterBook.check(folder: "\(Fixture.root)/Config", rulebook: try Fixture.rulebook.get())
    #expect(faults.map(\.description) == [])
  }

  struct Break: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    /// File, line and rule.
    var found: String
    var testDescription: String { found }
  }

  static let template = "letters/reconsideration/extension_notice.mustache"

  @Test(
    "a broken template is found with file and line",
    arguments: [
      Break(
        file: template, old: "{{extension_reason}}", new: "{{extention_reason}}", found: "\(template):1 missing-value"),
      Break(file: template, old: "{{days}}", new: "{{#days}}", found: "\(template):2 unclosed-section"),
      Break(file: template, old: "<p>特此通知。</p>", new: "{{> shared/nothing}}", found: "\(template):3 missing-partial"),
      Break(file: template, old: "{{days}}", new: "若干", found: "\(template) unused-value"),
      Break(
        file: "letters/reconsideration/acceptance.mustache", old: "{{accepted_on}}",
        new: "{{accepted_on}}{{simplified}}",
        found: "letters/reconsideration/acceptance.mustache:1 not-text"),
      Break(
        file: "letters/shared/ar_parties.mustache", old: "{{#address}}，住址", new: "{{#adress}}，住址",
        found: "letters/shared/ar_parties.mustache:2 wrong-section"),
      Break(
        file: "letters/shared/ar_parties.mustache", old: "{{#address}}，住址：{{.}}{{/address}}", new: "{{address}}",
        found: "letters/shared/ar_parties.mustache:2 missing-value"),
      Break(
        file: "letters/shared/frame.mustache", old: "{{letter.date}}", new: "{{letter.day}}",
        found: "letters/shared/frame.mustache:34 missing-value"),
    ])
  func templates(_ row: Break) throws {
    let copy = try ConfigCopy()
    try copy.replace(row.old, with: row.new, in: row.file)
    let faults = LetterBook.check(folder: copy.folder, rulebook: try Fixture.rulebook.get())
    #expect(faults.contains { copy.line($0) == row.found }, "\(faults.map(copy.line))")
  }

  @Test("a template that is not there, and one that nobody names")
  func files() throws {
    let copy = try ConfigCopy()
    try FileManager.default.moveItem(
      atPath: "\(copy.folder)/letters/petition/opinion.mustache", toPath: "\(copy.folder)/letters/petition/old.mustache"
    )
    let faults = LetterBook.check(folder: copy.folder, rulebook: try Fixture.rulebook.get())
    #expect(
      faults.map(copy.line) == [
        "letters/petition/opinion.mustache missing-file", "letters/petition/old.mustache unused-template",
      ])
    #expect(faults.map(\.severity) == [.error, .warning])
  }

  static let manifest = "letters/petition.yaml"

  @Test(
    "a broken description is found with file and line",
    arguments: [
      Break(file: manifest, old: "procedure: petition", new: "procedure: petitions", found: "unknown-procedure"),
      Break(file: manifest, old: "issuer: petition\n", new: "issuer: nobody\n", found: "unknown-organ"),
      Break(file: manifest, old: "role: petition_office\n", new: "role: office\n", found: "unknown-role"),
      Break(file: manifest, old: "event: forward\n", new: "event: forwarded\n", found: "unknown-event"),
      Break(file: manifest, old: "basis: PWR 第40条", new: "basis: PWX 第40条", found: "unknown-law"),
      Break(file: manifest, old: "values: [receiving_organ]", new: "values: [receiver]", found: "unknown-value"),
      Break(file: manifest, old: "to: receiving_organ", new: "to: somebody", found: "unknown-value"),
      Break(file: manifest, old: "清信转〔{year}〕{n}号", new: "清信转〔{year}〕号", found: "bad-number-form"),
      Break(file: manifest, old: "id: assignment_letter", new: "id: forwarding_letter", found: "duplicate"),
      Break(file: manifest, old: "personal: [address, telephone]", new: "personal: [adress]", found: "unknown-value"),
      Break(file: manifest, old: "from: 'step:accept'", new: "from: 'step:take'", found: "unknown-event"),
      Break(file: manifest, old: "from: 'step:accept'", new: "from: 'accept'", found: "bad-source"),
      Break(file: manifest, old: "    verified: primary", new: "    verified: surely", found: "unknown-value"),
      Break(file: manifest, old: "    layout: paper", new: "    lay_out: paper", found: "unknown-key"),
    ])
  func descriptions(_ row: Break) throws {
    let copy = try ConfigCopy()
    let line = try copy.replace(row.old, with: row.new, in: row.file)
    let faults = Rulebook.check(configFolder: copy.folder, topicsFolder: "\(Fixture.root)/Topics").faults
    let found = faults.filter { $0.file.hasSuffix(row.file) && $0.rule == row.found }
    #expect(found.contains { fault in fault.line.map { abs($0 - line) <= 1 } ?? false }, "\(faults.map(copy.line))")
  }
}

/// A copy of `Config` that a test may break.
final class ConfigCopy {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/letters-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: "\(Fixture.root)/Config", toPath: folder)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Replaces the first place where a file says something, and gives its line.
  @discardableResult
  func replace(_ old: String, with new: String, in file: String) throws -> Int {
    let url = URL(filePath: "\(folder)/\(file)")
    var text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard let range = text.range(of: old) else { throw Fixture.Missing(what: old) }
    let line = text[..<range.lowerBound].filter(\.isNewline).count + 1
    text.replaceSubrange(range, with: new)
    try Data(text.utf8).write(to: url)
    return line
  }

  /// `letters/petition.yaml:12 unknown-law`
  func line(_ fault: Fault) -> String {
    let file = fault.file.replacing("\(folder)/", with: "")
    return (fault.line.map { "\(file):\($0)" } ?? file) + " " + fault.rule
  }
}
