import Casework
import Formats

/// Gathers the faults of one reading, so that a person sees all of them at once.
final class FaultCollector {
  private(set) var faults: [Fault] = []

  func add(_ fault: Fault) {
    faults.append(fault)
  }

  func add(_ rule: String, at place: Place, _ message: Bilingual, _ severity: Fault.Severity = .error) {
    faults.append(
      Fault(
        severity, file: place.mark.file, line: place.mark.line, column: place.mark.column, path: place.path, rule: rule,
        message: message))
  }

  /// By file, then by line.
  var sorted: [Fault] {
    faults.sorted { ($0.file, $0.line ?? 0, $0.column ?? 0) < ($1.file, $1.line ?? 0, $1.column ?? 0) }
  }
}

/// Where a value stands.
struct Place: Sendable, Hashable {
  var mark: SourceMark
  var path: String

  var line: Int { mark.line }
}

/// A value with its place.
struct Placed<Value> {
  var value: Value
  var place: Place
}

extension Placed: Sendable where Value: Sendable {}
