public import Casework
import Formats

/// Something wrong in `Config/` or `Topics/`: where, which rule, and what to do.
public struct Fault: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The rules cannot be used.
    case error
    /// The rules work; somebody should look.
    case warning
  }

  public var severity: Severity
  /// As the folder was named, or the name of an environment variable.
  public var file: String
  /// From 1; `nil` for a fault of the whole file.
  public var line: Int?
  /// From 1, in Unicode scalars.
  public var column: Int?
  /// Where in the structure, `.transitions[3].to`; empty for the whole file.
  public var path: String
  /// A stable short name of the rule that is broken, for machines: `unknown-key`, `unknown-state`.
  public var rule: String
  public var message: Bilingual

  public init(
    _ severity: Severity = .error, file: String, line: Int? = nil, column: Int? = nil, path: String = "", rule: String,
    message: Bilingual
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.rule = rule
    self.message = message
  }

  /// `Config/routes.yaml:12:5`
  public var place: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }

  /// One line for a person: `Config/routes.yaml:12:5: .routes[3].docket: …`.
  public func text(_ language: Language) -> String {
    path.isEmpty ? "\(place): \(message[language])" : "\(place): \(path): \(message[language])"
  }
}

extension Fault: CustomStringConvertible {
  public var description: String { text(.english) }
}

/// Everything that is wrong, in the order of files and lines.
public struct FaultList: Error, Sendable, Hashable, CustomStringConvertible {
  public var faults: [Fault]

  public init(_ faults: [Fault]) {
    self.faults = faults
  }

  public var errors: [Fault] { faults.filter { $0.severity == .error } }
  public var warnings: [Fault] { faults.filter { $0.severity == .warning } }

  public var description: String { faults.map(\.description).joined(separator: "\n") }

  public func text(_ language: Language) -> String {
    faults.map { $0.text(language) }.joined(separator: "\n")
  }
}
