/// An amount of money in yuan with at most two decimals, exact.
public struct Amount: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Hundredths of a yuan, never negative.
  public let fen: Int64

  /// Ten million million yuan; more is a typing error.
  public static let largest: Int64 = 1_000_000_000_000_000

  /// `nil` when negative or beyond ``largest``.
  public init?(fen: Int64) {
    guard (0...Self.largest).contains(fen) else { return nil }
    self.fen = fen
  }

  /// Reads `1000`, `1,000.50`, `¥1000`, `1000元`, `1.5万元`. `nil` for anything else, for more than two decimals of a
  /// yuan, and for an amount beyond ``largest``.
  public init?(_ text: Span<UInt8>) {
    var index = 0
    _ = WrittenTime.pass("¥", text, &index) || WrittenTime.pass("￥", text, &index)
    var whole = 0
    var digits = 0
    var sinceComma: Int?
    while index < text.count, text[index] &- 0x30 <= 9 || text[index] == UInt8(ascii: ",") {
      if text[index] == UInt8(ascii: ",") {
        guard digits > 0, sinceComma == nil ? digits <= 3 : sinceComma == 3 else { return nil }
        sinceComma = 0
      } else {
        whole = whole * 10 + Int(text[index] &- 0x30)
        digits += 1
        sinceComma = sinceComma.map { $0 + 1 }
        guard digits <= 14 else { return nil }
      }
      index += 1
    }
    guard digits > 0, sinceComma == nil || sinceComma == 3 else { return nil }
    // Hundredths of a ten-thousandth of a yuan, so that 万 needs no rounding.
    var small = 0
    var places = 0
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      guard let decimals = Digits.take(text, &index, most: 6) else { return nil }
      (small, places) = decimals
    }
    let scale = WrittenTime.pass("万", text, &index) ? 10_000 : 1
    _ = WrittenTime.pass("元", text, &index)
    guard index == text.count else { return nil }
    for _ in places..<6 { small *= 10 }
    let (fen, rest) = (small * scale).quotientAndRemainder(dividingBy: 10_000)
    guard rest == 0 else { return nil }
    self.init(fen: Int64(whole) * Int64(scale) * 100 + Int64(fen))
  }

  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  public static func < (a: Self, b: Self) -> Bool { a.fen < b.fen }

  /// `1000`, or `1000.50` where there are fen.
  public var description: String {
    let yuan = String(fen / 100)
    let rest = fen % 100
    return rest == 0 ? yuan : "\(yuan).\(rest < 10 ? "0" : "")\(rest)"
  }
}
