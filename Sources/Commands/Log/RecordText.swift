import Console
import Crypto
import Console
import Formats

/// Keys and values of records for people: text where they are UTF-8, else hexadecimal.
enum RecordText {
  /// So many bytes of what is no text are shown.
  private static let shown = 256

  static func text(_ bytes: [UInt8]?, _ mask: PersonalMask, _ terminal: Terminal) -> String {
    guard let bytes else { return terminal.text("（无）", "(none)") }
    if bytes.isEmpty { return terminal.text("（空）", "(empty)") }
    if let tree = tree(bytes) { return mask.json(tree).description }
    if let text = String(validating: bytes, as: UTF8.self) { return mask.text(text) }
    let rest = bytes.count > shown ? terminal.text("……共 \(bytes.count) 字节", "… \(bytes.count) bytes") : ""
    return "0x" + Hex.encode(Array(bytes.prefix(shown))) + rest
  }

  /// A string, the value's own tree where it is JSON, `{"hex": …}` for what is no text, `null` for none.
  static func json(_ bytes: [UInt8]?, _ mask: PersonalMask) -> JSONValue {
    guard let bytes else { return .null }
    if let tree = tree(bytes) { return mask.json(tree) }
    if let text = String(validating: bytes, as: UTF8.self) { return .string(mask.text(text)) }
    return ["hex": .string(Hex.encode(bytes))]
  }

  private static func tree(_ bytes: [UInt8]) -> JSONValue? {
    guard let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    return try? JSONValue(parsing: bytes)
  }
}
