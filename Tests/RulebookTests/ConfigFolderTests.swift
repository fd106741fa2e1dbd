import Casework
import Foundation
import Rulebook
import Testing

@Suite("The folder of the rules") struct ConfigFolderTests {
  @Test func isLookedForInOrder() throws {
    let copy = try RulesCopy()
    let other = try RulesCopy()
    let installed = "\(copy.folder)/usr"
    try FileManager.default.createDirectory(
      atPath: "\(installed)/share/fenliu/Config", withIntermediateDirectories: true)
    let executable = "\(installed)/bin/fenliu"
    let environment = ["FENLIU_CONFIG": other.config]

    let named = try ConfigFolder.find(
      argument: copy.config, environment: environment, workingFolder: other.folder, executable: executable)
    #expect(named == ConfigFolder(config: copy.config, topics: copy.topics, origin: .argument))
    let byVariable = try ConfigFolder.find(
      argument: nil, environment: environment, workingFolder: copy.folder, executable: executable)
    #expect(byVariable == ConfigFolder(config: other.config, topics: other.topics, origin: .environment))
    let here = try ConfigFolder.find(
      argument: nil, environment: [:], workingFolder: copy.folder, executable: executable)
    #expect(here == ConfigFolder(config: copy.config, topics: copy.topics, origin: .workingFolder))
    let beside = try ConfigFolder.find(
      argument: nil, environment: [:], workingFolder: "\(copy.folder)/nowhere", executable: executable)
    #expect(beside.config == "\(installed)/share/fenliu/Config")
    #expect(beside.topics == "\(installed)/share/fenliu/Topics")
    #expect(beside.origin == .installed)
  }

  @Test func mustBeThereWhenItIsNamed() throws {
    let copy = try RulesCopy()
    #expect(throws: FaultList.self) {
      try ConfigFolder.find(
        argument: "\(copy.folder)/no", environment: [:], workingFolder: copy.folder, executable: nil)
    }
    #expect(throws: FaultList.self) {
      try ConfigFolder.find(
        argument: nil, environment: ["FENLIU_CONFIG": "\(copy.folder)/no"], workingFolder: copy.folder, executable: nil)
    }
    let error = #expect(throws: FaultList.self) {
      try ConfigFolder.find(argument: nil, environment: [:], workingFolder: "\(copy.folder)/no", executable: nil)
    }
    #expect(error?.faults.first?.message.en.contains("--config") == true)
  }

  @Test(arguments: [("rules", "Topics"), ("a/rules", "a/Topics"), ("a/rules/", "a/Topics")])
  func hasTheTopicsBesideIt(config: String, topics: String) throws {
    let copy = try RulesCopy()
    let path = "\(copy.folder)/\(config)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let folder = try ConfigFolder.find(argument: path, environment: [:], executable: nil)
    #expect(folder.topics == "\(copy.folder)/\(topics)")
  }
}
