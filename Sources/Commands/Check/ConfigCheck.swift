import Casework
import Formats
import Foundation
import Letters
import Routing
import Rulebook

/// Reads everything in `Config/` and `Topics/` and gathers what is wrong with it.
struct ConfigCheck {
  let folder: ConfigFolder
  let environment: [String: String]
  let today: LocalDate

  /// Errors and warnings, by file and line.
  func faults() -> [Fault] {
    let faults = settingsFaults() + ruleFaults() + letterFaults() + routingFaults() + schemaFaults()
    return faults.sorted { ($0.file, $0.line ?? 0, $0.column ?? 0) < ($1.file, $1.line ?? 0, $1.column ?? 0) }
  }

  private func settingsFaults() -> [Fault] {
    guard FileManager.default.fileExists(atPath: folder.settingsFile) else {
      return [
        Fault(
          .warning, file: folder.settingsFile, rule: "missing-file",
          message: Bilingual("没有设置文件，全部用默认值", "no settings file: every setting has its default"))
      ]
    }
    do throws(FaultList) {
      _ = try Settings.load(file: folder.settingsFile, environment: environment)
      return []
    } catch {
      return error.faults
    }
  }

  private func ruleFaults() -> [Fault] {
    Rulebook.check(configFolder: folder.config, topicsFolder: folder.topics, today: today).faults
  }

  /// The templates of documents, where the rules that describe them can be used.
  private func letterFaults() -> [Fault] {
    guard let rulebook = try? Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics) else { return [] }
    return LetterBook.check(folder: folder.config, rulebook: rulebook)
  }

  /// The decision list, compiled with all its words.
  private func routingFaults() -> [Fault] {
    let file = "\(folder.config)/routing.yaml"
    guard let data = FileManager.default.contents(atPath: file) else {
      return [
        Fault(file: file, rule: "missing-file", message: Bilingual("缺少决策表", "the decision list is missing"))
      ]
    }
    let regions = try? Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics).regions
    do throws(FaultList) {
      _ = try DecisionList(yaml: Array(data), file: file, regions: regions)
      return []
    } catch {
      return error.faults
    }
  }

  /// The schemas are JSON; what they say is held against the validator by tests.
  private func schemaFaults() -> [Fault] {
    let schemas = "\(folder.topics)/schemas"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: schemas)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { schemaFault("\(schemas)/\($0)") }
  }

  private func schemaFault(_ path: String) -> Fault? {
    guard let data = FileManager.default.contents(atPath: path) else {
      return Fault(file: path, rule: "unreadable", message: Bilingual("读不了文件", "the file cannot be read"))
    }
    do throws(JSONError) {
      _ = try JSONValue(parsing: Array(data))
      return nil
    } catch {
      return Fault(
        file: path, line: error.line, column: error.column, path: error.path, rule: "not-json",
        message: Bilingual("不是正确的 JSON：\(error.reason)", "not JSON: \(error.reason)"))
    }
  }
}
