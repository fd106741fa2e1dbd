import Casework
import Formats
import Foundation
import Rulebook
import Testing

/// The researched tables that the procedures were made from, where they lie beside the repository.
enum SharedSource {
  static let procedures = "\(RepositoryRules.root)/../shared/domain/procedures.yaml"
  static let deadlines = "\(RepositoryRules.root)/../shared/domain/deadlines.yaml"
  static var isThere: Bool { FileManager.default.fileExists(atPath: procedures) }
}

@Suite("Procedures against the researched tables", .enabled(if: SharedSource.isThere, "no ../shared/domain here"))
struct SharedSourceTests {
  private struct Source: Decodable {
    struct Procedure: Decodable {
      var id: String
      var title: String
      var initial: String
      var terminal: [String]
      var states: [String: String]
      var transitions: [Step]
    }

    struct Step: Decodable {
      var event: String
      var from: OneOrMany
      var to: String
      var actor: String
      var basis: String
    }

    struct OneOrMany: Decodable {
      var values: [String]

      init(from decoder: any Decoder) throws {
        if let one = try? decoder.singleValueContainer().decode(String.self) {
          values = [one]
        } else {
          values = try [String](from: decoder)
        }
      }
    }

    var procedures: [Procedure]
  }

  private struct Deadlines: Decodable {
    struct Row: Decodable { var id: String }
    var deadlines: [Row]
  }

  private func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    let data = try Data(contentsOf: URL(filePath: path))
    return try YAMLDecoder(unknownKeys: .ignored).decode(type, from: [UInt8](data), file: path)
  }

  /// What the tables call one step and we keep apart, or close another way.
  private static let renamed: [String: [String]] = [
    "reply_received_or_expired_ordinary": ["reply_received", "reply_expired"],
    "reply_received_or_expired_simplified": ["reply_received", "reply_expired"],
  ]

  /// Steps that return a case to where it came from, where the tables name one state only.
  private static let returning: Set<String> = [
    "continue_after_report", "mediation_failed", "collateral_done", "resume", "convert_to_ordinary",
  ]

  @Test func carryEveryStateAndStep() throws {
    let rules = try RepositoryRules.load()
    for source in try decode(Source.self, SharedSource.procedures).procedures {
      let procedure = try #require(rules.procedure(source.id))
      #expect(procedure.title.zh == source.title)
      #expect(procedure.initial == source.initial)
      #expect(Dictionary(uniqueKeysWithValues: procedure.states.map { ($0.id, $0.title.zh) }) == source.states)
      #expect(Set(procedure.states.filter(\.isTerminal).map(\.id)) == Set(source.terminal))
      for theirs in source.transitions {
        let events = Self.renamed[theirs.event] ?? [theirs.event]
        for event in events {
          for from in theirs.from.values {
            let ours = procedure.transitions(from: from).filter { $0.event == event }
            #expect(!ours.isEmpty, "\(source.id): \(event) from \(from)")
            if !Self.returning.contains(event) {
              #expect(ours.allSatisfy { $0.to == theirs.to }, "\(source.id): \(event) from \(from)")
            }
          }
        }
      }
    }
  }

  @Test func nameOnlyPeriodsThatExist() throws {
    let known = Set(try decode(Deadlines.self, SharedSource.deadlines).deadlines.map(\.id))
    for procedure in try RepositoryRules.load().procedures {
      #expect(Set(procedure.clocks.map(\.rule)).isSubset(of: known), "\(procedure.id)")
    }
  }
}
