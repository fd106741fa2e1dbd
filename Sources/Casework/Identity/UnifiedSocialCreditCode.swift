/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, of which the third to the eighth are a
/// region and the last is a check character modulo 31.
public struct UnifiedSocialCreditCode: Sendable, Hashable {
  /// 18 characters, capital.
  public let text: String

  /// `nil` when length, alphabet, region or check character are wrong. Small letters are read as capitals.
  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  public init?(_ text: Span<UInt8>) {
    guard text.count == 18, Digits.exactly(6, text, at: 2) != nil else { return nil }
    var characters: [UInt8] = []
    var sum = 0
    var weight = 1
    for k in text.indices {
      let byte = text[k] >= UInt8(ascii: "a") && text[k] <= UInt8(ascii: "z") ? text[k] & 0xDF : text[k]
      guard let value = Self.value(of: byte) else { return nil }
      // The check character has the weight 1 here, so that the whole sum is 0 modulo 31.
      sum += value * (k == 17 ? 1 : weight)
      weight = weight * 3 % 31
      characters.append(byte)
    }
    guard sum % 31 == 0 else { return nil }
    self.text = String(decoding: characters, as: UTF8.self)
  }

  /// The place of a character in the alphabet of GB 32100, which has no I, O, S, V and Z.
  static func value(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
    case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(byte) - 55
    case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(byte) - 56
    case UInt8(ascii: "P")...UInt8(ascii: "R"): Int(byte) - 57
    case UInt8(ascii: "T")...UInt8(ascii: "U"): Int(byte) - 58
    case UInt8(ascii: "W")...UInt8(ascii: "Y"): Int(byte) - 59
    default: nil
    }
  }
}
