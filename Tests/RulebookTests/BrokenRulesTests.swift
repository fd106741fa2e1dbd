import Casework
import Foundation
import Rulebook
import Testing

/// One break of the rules, and the fault that has to be said.
struct Break: Sendable, CustomTestStringConvertible {
  var file: String
  var old: String
  /// What stands in its place, with the sign ⟪ where the fault is, unless `anchor` says where.
  var new: String
  var anchor: String?
  var rule: String
  /// How the English message begins.
  var english: String

  init(_ file: String, _ old: String, _ new: String, at anchor: String? = nil, rule: String, english: String) {
    self.file = file
    self.old = old
    self.new = new
    self.anchor = anchor
    self.rule = rule
    self.english = english
  }

  static let sign = "⟪"

  var testDescription: String { "\(file) \(rule): \(new)" }

  /// `line:column` of the sign in the broken file.
  func place(in text: String) -> String? {
    guard let range = text.range(of: (anchor ?? new).replacingOccurrences(of: Self.sign, with: "")),
      let sign = (anchor ?? new).range(of: Self.sign)
    else { return nil }
    let before = text[..<range.lowerBound] + (anchor ?? new)[..<sign.lowerBound]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return "\(lines.count):\((lines.last?.unicodeScalars.count ?? 0) + 1)"
  }
}

@Suite("Broken rules") struct BrokenRulesTests {
  @Test(arguments: Self.breaks)
  func areNamedByPlaceAndRule(_ broken: Break) throws {
    let copy = try RulesCopy()
    let new = broken.new.replacingOccurrences(of: Break.sign, with: "")
    try #require(try copy.replace(broken.old, with: new, in: broken.file))
    let text = try String(contentsOfFile: "\(copy.folder)/\(broken.file)", encoding: .utf8)
    let place = try #require(broken.place(in: text))
    let faults = copy.check()
    let wanted = "\(broken.file):\(place) \(broken.rule)"
    let fault = faults.first { copy.line($0) == wanted }
    #expect(fault != nil, "\(wanted) is not among \(faults.map { copy.line($0) })")
    #expect(fault?.message.en.hasPrefix(broken.english) == true, "\(fault?.message.en ?? "")")
    #expect(fault?.message.zh.isEmpty == false)
    #expect(throws: FaultList.self) { try Rulebook.load(configFolder: copy.config, topicsFolder: copy.topics) }
  }

  @Test func areAllNamedAtOnce() throws {
    let copy = try RulesCopy()
    try #require(try copy.replace("docket: petition,", with: "docket: petitions,", in: "Config/routes.yaml"))
    try #require(try copy.replace("replication: 3", with: "replication: 0", in: "Topics/events.yaml"))
    try #require(try copy.replace("initial: sealed", with: "initial: open", in: "Config/procedures/supervision.yaml"))
    let files = Set(copy.check().map { copy.line($0).prefix { $0 != ":" } })
    #expect(files == ["Config/routes.yaml", "Topics/events.yaml", "Config/procedures/supervision.yaml"])
  }

  @Test func includeMissingFilesAndFolders() throws {
    let copy = try RulesCopy()
    try FileManager.default.removeItem(atPath: "\(copy.config)/roles.yaml")
    try FileManager.default.removeItem(atPath: "\(copy.config)/calendar")
    let lines = copy.check().map { copy.line($0) }
    #expect(lines.contains("Config/roles.yaml missing-file"))
    #expect(lines.contains("Config/calendar missing-folder"))
    #expect(!Rulebook.check(configFolder: "\(copy.folder)/nowhere", topicsFolder: copy.topics).faults.isEmpty)
  }

  /// Whatever stands in a file, it is refused and nothing else happens.
  @Test(arguments: [
    "", "null", "42", "[]", "- a", "a", "{", "\u{0}", "\t- x: [", "x: &a [*a, *a]", "schema_version: 1", "? [1]\n: 2",
    "!!python/object x", "a: 1\n---\nb: 2", String(repeating: "[", count: 5_000),
    String(repeating: "a: {", count: 200), "\u{FEFF}laws: 7",
  ])
  func surviveAnyText(_ text: String) throws {
    let copy = try RulesCopy()
    for file in [
      "Config/laws.yaml", "Config/roles.yaml", "Config/routes.yaml", "Config/regions.yaml", "Config/organs.yaml",
      "Config/procedures/petition.yaml", "Config/calendar/2026.yaml", "Config/mappings/default.yaml",
      "Topics/intake.yaml",
    ] {
      try copy.write(text, to: file)
    }
    let faults = copy.check()
    #expect(faults.count >= 9)
  }
}
