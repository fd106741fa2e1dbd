import Casework

/// HTML or SVG text. A string becomes markup only through ``init(escaping:)`` or by standing in a literal of ours: what
/// citizens write can never do anything but be read.
struct Markup: Sendable, ExpressibleByStringInterpolation {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Text as it is to be read: fit for content and for quoted attributes.
  init(escaping plain: String) {
    text = ""
    text.reserveCapacity(plain.utf8.count)
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      // What turns the direction of writing around could make a line read as something else.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": text += "\u{FFFD}"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  static func joined(_ parts: [Markup], separator: Markup = "") -> Markup {
    var markup: Markup = ""
    markup.text = parts.map(\.text).joined(separator: separator.text)
    return markup
  }

  static func += (a: inout Markup, b: Markup) { a.text += b.text }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
    mutating func appendInterpolation(_ plain: String) { text += Markup(escaping: plain).text }
    mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
    /// A length or a place in a picture, to a tenth.
    mutating func appendInterpolation(_ number: Double) { text += String((number * 10).rounded() / 10) }
  }
}
