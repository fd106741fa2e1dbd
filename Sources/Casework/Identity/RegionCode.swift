/// The code of a region: six digits of GB/T 2260 down to the county, or nine down to the town (GB/T 10114).
public struct RegionCode: Sendable, Hashable, CustomStringConvertible {
  /// The digits as a number; no code starts with 0.
  public let number: UInt32

  /// `nil` unless the text is six or nine digits, the first not 0.
  public init?(_ text: Span<UInt8>) {
    guard text.count == 6 || text.count == 9, let number = Digits.exactly(text.count, text, at: 0),
      text[0] != UInt8(ascii: "0")
    else { return nil }
    self.number = UInt32(number)
  }

  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  public var isTown: Bool { number >= 100_000_000 }

  /// The county to which a town belongs; a county's own code is itself.
  public var county: RegionCode { isTown ? RegionCode(unchecked: number / 1000) : self }

  private init(unchecked number: UInt32) {
    self.number = number
  }

  public var description: String { String(number) }
}
