/// A citizen identity number (公民身份号码, GB 11643-1999): six digits of a region, the day of birth, three digits of
/// sequence, and a check character of ISO 7064 MOD 11-2. The older form of 15 digits is recognised.
///
/// A foreigner's permanent residence card of 2023 follows the same pattern with a leading 9.
public struct ResidentIdentityNumber: Sendable, Hashable {
  /// 18 characters with a capital X, or 15 digits.
  public let text: String
  public let birthday: LocalDate

  /// `true` for the form of 15 digits that was given out until 1999.
  public var isOldForm: Bool { text.utf8.count == 15 }

  /// `nil` when length, region, day of birth or check character are wrong.
  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  public init?(_ text: Span<UInt8>) {
    guard text.count == 18 || text.count == 15, let province = Digits.exactly(2, text, at: 0),
      Self.isProvince(province)
    else { return nil }
    let isOld = text.count == 15
    guard Digits.exactly(isOld ? 15 : 17, text, at: 0) != nil,
      let date = Digits.exactly(isOld ? 6 : 8, text, at: 6),
      let birthday = LocalDate(
        year: isOld ? 1900 + date / 10_000 : date / 10_000, month: date / 100 % 100, day: date % 100),
      (1850...2199).contains(birthday.year), isOld || Self.capital(text[17]) == Self.checkCharacter(text)
    else { return nil }
    var characters: [UInt8] = []
    for k in text.indices { characters.append(Self.capital(text[k])) }
    self.text = String(decoding: characters, as: UTF8.self)
    self.birthday = birthday
  }

  private static func capital(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "x") ? UInt8(ascii: "X") : byte }

  /// The check character of the first 17 digits (GB 11643-1999, 6.3).
  static func checkCharacter(_ text: Span<UInt8>) -> UInt8 {
    // The weight of the place i, from the right and from 1, is 2^(i-1) mod 11.
    var sum = 0
    for k in 0..<17 { sum = (sum + Int(text[k] &- 0x30)) * 2 % 11 }
    let check = (12 - sum) % 11
    return check == 10 ? UInt8(ascii: "X") : 0x30 &+ UInt8(check)
  }

  /// The first two digits of GB/T 2260; 81–83 for residents of Hong Kong, Macao and Taiwan; 91–98 for foreigners'
  /// permanent residence cards.
  private static func isProvince(_ code: Int) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91...98: true
    default: false
    }
  }
}
