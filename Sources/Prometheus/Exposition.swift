/// The text exposition format of Prometheus, version 0.0.4: names, labels, numbers.
enum Exposition {
  /// The name with every character that a metric's name must not have replaced by `_`.
  static func metricName(_ name: String) -> String { legal(name, colon: true) }

  /// The name with every character that a label's name must not have replaced by `_`.
  static func labelName(_ name: String) -> String { legal(name, colon: false) }

  /// The labels with legal names; of two with one name the first stays, as a doubled name spoils the whole page.
  static func labels(_ labels: [(String, String)]) -> [Label] {
    var seen: Set<String> = []
    return labels.map { Label(name: labelName($0.0), value: $0.1) }.filter { seen.insert($0.name).inserted }
  }

  /// Appends `name{a="b"} value` and the end of the line.
  static func append(_ name: String, _ labels: [Label], _ value: String, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: name.utf8)
    if !labels.isEmpty {
      var separator = UInt8(ascii: "{")
      for label in labels {
        buffer.append(separator)
        buffer.append(contentsOf: label.name.utf8)
        buffer.append(contentsOf: "=\"".utf8)
        appendEscaped(label.value, quotes: true, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
        separator = UInt8(ascii: ",")
      }
      buffer.append(UInt8(ascii: "}"))
    }
    buffer.append(UInt8(ascii: " "))
    buffer.append(contentsOf: value.utf8)
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Appends the HELP line, if there is help, and the TYPE line of a family.
  static func appendHeader(_ name: String, type: String, help: String, to buffer: inout [UInt8]) {
    if !help.isEmpty {
      buffer.append(contentsOf: "# HELP \(name) ".utf8)
      appendEscaped(help, quotes: false, to: &buffer)
      buffer.append(UInt8(ascii: "\n"))
    }
    buffer.append(contentsOf: "# TYPE \(name) \(type)\n".utf8)
  }

  /// A number as the format writes it.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value.description
  }

  private static func legal(_ name: String, colon: Bool) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "_": result.unicodeScalars.append(scalar)
      case ":" where colon: result.unicodeScalars.append(scalar)
      case "0"..."9" where !result.isEmpty: result.unicodeScalars.append(scalar)
      case "0"..."9": result += "_\(scalar)"
      default: result += "_"
      }
    }
    return result.isEmpty ? "_" : result
  }

  private static func appendEscaped(_ text: String, quotes: Bool, to buffer: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): buffer.append(contentsOf: #"\\"#.utf8)
      case UInt8(ascii: "\n"): buffer.append(contentsOf: #"\n"#.utf8)
      case UInt8(ascii: "\"") where quotes: buffer.append(contentsOf: #"\""#.utf8)
      default: buffer.append(byte)
      }
    }
  }
}

/// A label's name and value.
struct Label: Hashable, Sendable {
  var name: String
  var value: String
}

/// A collector that can write its samples.
protocol Collector: AnyObject, Sendable {
  /// The word on the TYPE line.
  static var typeName: String { get }
  var name: String { get }
  var labels: [Label] { get }
  func emit(into buffer: inout [UInt8])
}
