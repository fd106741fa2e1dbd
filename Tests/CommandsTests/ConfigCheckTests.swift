import Casework
import Foundation
import Rulebook
import Testing

@testable import Commands

@Suite struct ConfigCheckTests {
  private func faults(_ root: String, environment: [String: String] = [:]) -> [Fault] {
    ConfigCheck(
      folder: ConfigFolder(config: "\(root)/Config", topics: "\(root)/Topics", origin: .argument),
      environment: environment, today: LocalDate(daysSinceEpoch: 20_000)
    ).faults()
  }

  @Test func whatShipsHasNoErrors() {
    #expect(FaultList(faults(Repository.root)).errors == [])
  }

  @Test(arguments: [
    ("Config/routing.yaml", "schema_version: 1\ngates: nonsense\n", 1),
    ("Config/routes.yaml", "schema_version: 1\n\troutes: []\n", 2),
    ("Config/fenliu.yaml", "schema_version: 1\nhttp:\n  prt: 8080\n", 3),
    ("Topics/schemas/broken.json", "{\n  \"a\": 1,\n}\n", 2),
  ])
  func aBrokenFileIsToldWithItsPlace(file: String, content: String, line: Int) async throws {
    try await Repository.withFolder { folder in
      try Repository.copyRules(to: folder)
      let path = "\(folder)/\(file)"
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(toFile: path, atomically: true, encoding: .utf8)
      let found = FaultList(faults(folder)).errors.filter { $0.file == path }
      #expect(!found.isEmpty)
      #expect(found.contains { $0.line == line && ($0.column ?? 0) > 0 }, "\(found)")
    }
  }

  @Test func aMissingDecisionListIsAnError() async throws {
    try await Repository.withFolder { folder in
      try Repository.copyRules(to: folder)
      try FileManager.default.removeItem(atPath: "\(folder)/Config/routing.yaml")
      #expect(faults(folder).contains { $0.file.hasSuffix("routing.yaml") && $0.severity == .error })
    }
  }

  @Test func variablesAreCheckedToo() {
    #expect(faults(Repository.root, environment: ["FENLIU_NOPE": "1"]).contains { $0.file == "FENLIU_NOPE" })
  }

  @Test func settingsKnowTheirSource() throws {
    let sources = SettingSources(
      file: "\(Repository.root)/Config/fenliu.yaml", environment: ["FENLIU_HTTP_PORT": "1"], dataArgument: "x")
    for key in Settings.keys {
      switch (key.name, sources.source(of: key)) {
      case ("http.port", .variable("FENLIU_HTTP_PORT")), ("data.folder", .argument("--data")): break
      case ("http.port", _), ("data.folder", _): Issue.record("\(key.name) has a wrong source")
      case (_, .file(let place)): #expect(place.contains("fenliu.yaml:"))
      default: Issue.record("\(key.name) stands in the file")
      }
    }
    let none = SettingSources(file: "/nowhere", environment: [:], dataArgument: nil)
    for key in Settings.keys { #expect(none.source(of: key) == .byDefault) }
  }
}
