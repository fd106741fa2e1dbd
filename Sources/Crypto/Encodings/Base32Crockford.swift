/// Base 32 in Crockford's alphabet, made to be read aloud and typed in: no I, L, O, U.
public enum Base32Crockford {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    func set(_ character: UInt8, _ value: Int) {
      values[Int(character)] = UInt8(value)
      if character >= UInt8(ascii: "A") { values[Int(character | 0x20)] = UInt8(value) }
    }
    for (value, character) in alphabet.enumerated() { set(character, value) }
    set(UInt8(ascii: "O"), 0)
    set(UInt8(ascii: "I"), 1)
    set(UInt8(ascii: "L"), 1)
    return values
  }()

  /// The bytes as text, in upper case.
  public static func encode(_ bytes: [UInt8]) -> String {
    String(decoding: BitGroups.split(bytes, width: 5).map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// The bytes of a text as a person types it: in either case, O for 0, I and L for 1, hyphens anywhere. `nil` for other
  /// characters and for bits left over.
  public static func decode(_ text: String) -> [UInt8]? {
    var groups: [UInt8] = []
    groups.reserveCapacity(text.utf8.count)
    for character in text.utf8 where character != UInt8(ascii: "-") {
      guard let value = values[Int(character)] else { return nil }
      groups.append(value)
    }
    return BitGroups.join(groups, width: 5)
  }
}
