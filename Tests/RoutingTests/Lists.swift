import Foundation
import Rulebook
import Testing
import TextMatching

@testable import Routing

/// The list that is shipped, and lists made for one test.
enum Lists {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let rulebook = Result {
    try Rulebook.load(configFolder: folder.path + "/Config", topicsFolder: folder.path + "/Topics")
  }

  static func text() throws -> String {
    try String(contentsOf: folder.appendingPathComponent("Config/routing.yaml"), encoding: .utf8)
  }

  private static let loaded = Result {
    try DecisionList(yaml: Array(text().utf8), file: "routing.yaml", regions: rulebook.get().regions)
  }

  /// `Config/routing.yaml`, compiled once for all tests.
  static func shipped() throws -> DecisionList { try loaded.get() }

  /// The faults of the shipped list with `old` replaced by `new` where it first stands.
  static func faults(replacing old: String, with new: String) throws -> [Fault] {
    let text = try text()
    let range = try #require(text.range(of: old))
    do throws(FaultList) {
      _ = try DecisionList(
        yaml: Array(text.replacingCharacters(in: range, with: new).utf8), file: "routing.yaml", regions: nil,
        engine: .portable)
      return []
    } catch {
      return error.faults
    }
  }

  /// The line on which `part` first stands in the shipped list.
  static func line(of part: String) throws -> Int {
    let text = try text()
    let range = try #require(text.range(of: part))
    return text[..<range.lowerBound].count { $0 == "\n" } + 1
  }
}
