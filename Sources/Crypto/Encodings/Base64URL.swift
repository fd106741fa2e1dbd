/// Base 64 for addresses and file names (RFC 4648 §5), without padding.
public enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// The bytes as text.
  public static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: BitGroups.split(bytes, width: 6).map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// The bytes of a text; `nil` for anything that ``encode(_:)`` does not write.
  public static func decode(_ text: String) -> [UInt8]? {
    var groups: [UInt8] = []
    groups.reserveCapacity(text.utf8.count)
    for character in text.utf8 {
      guard let value = values[Int(character)] else { return nil }
      groups.append(value)
    }
    return BitGroups.join(groups, width: 6)
  }
}
