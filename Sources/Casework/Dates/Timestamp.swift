/// Instants in writing, as RFC 3339 has them (`2026-11-23T09:05:03+08:00`); an instant is milliseconds since 1970-01-01 UTC.
public enum Timestamp {
  /// The offset of Asia/Shanghai in minutes.
  public static let shanghai = 480
  /// 0001-01-02T00:00:00Z and 9999-12-30T23:59:59.999Z: one day of room at each end for offsets.
  public static let earliest: Int64 = -62_135_510_400_000
  public static let latest: Int64 = 253_402_214_399_999

  /// Reads a date-time of RFC 3339, which has an offset. What is finer than a millisecond is dropped; a leap second is
  /// the first moment of the next minute. `nil` for anything else, and for years outside of 1…9999.
  public static func parse(_ text: Span<UInt8>) -> Int64? {
    guard text.count >= 20, let year = Digits.exactly(4, text, at: 0), text[4] == UInt8(ascii: "-"),
      let month = Digits.exactly(2, text, at: 5), text[7] == UInt8(ascii: "-"),
      let day = Digits.exactly(2, text, at: 8), let date = LocalDate(year: year, month: month, day: day),
      text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "),
      let hour = Digits.exactly(2, text, at: 11), hour <= 23, text[13] == UInt8(ascii: ":"),
      let minute = Digits.exactly(2, text, at: 14), minute <= 59, text[16] == UInt8(ascii: ":"),
      let second = Digits.exactly(2, text, at: 17), second <= 60
    else { return nil }
    var index = 19
    guard let thousandths = fraction(text, &index), let offset = offset(text, &index), index == text.count
    else { return nil }
    return instant(date, milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + thousandths, offset: offset)
  }

  public static func parse(_ text: String) -> Int64? { parse(text.utf8Span.span) }

  /// Writes an instant with an offset, to the second, or to the millisecond when it is not a whole second. An instant
  /// outside of the years 1…9999 becomes the nearest inside.
  /// - Parameter offset: minutes east of Greenwich, at most a day.
  public static func format(_ instant: Int64, offset: Int = shanghai) -> String {
    let offset = min(max(offset, -1439), 1439)
    let local = Int(min(max(instant, earliest), latest)) + offset * 60_000
    let milliseconds = (local % 86_400_000 + 86_400_000) % 86_400_000
    let date = LocalDate(daysSinceEpoch: (local - milliseconds) / 86_400_000)
    return String(unsafeUninitializedCapacity: 30) { out in
      var end = 0
      func put(_ byte: UInt8) {
        out[end] = byte
        end += 1
      }
      func put(_ number: Int, _ width: Int) {
        var divisor = width == 2 ? 10 : width == 3 ? 100 : 1000
        while divisor > 0 {
          put(0x30 &+ UInt8(truncatingIfNeeded: number / divisor % 10))
          divisor /= 10
        }
      }
      put(date.year, 4)
      put(UInt8(ascii: "-"))
      put(date.month, 2)
      put(UInt8(ascii: "-"))
      put(date.day, 2)
      put(UInt8(ascii: "T"))
      put(milliseconds / 3_600_000, 2)
      put(UInt8(ascii: ":"))
      put(milliseconds / 60_000 % 60, 2)
      put(UInt8(ascii: ":"))
      put(milliseconds / 1000 % 60, 2)
      if milliseconds % 1000 != 0 {
        put(UInt8(ascii: "."))
        put(milliseconds % 1000, 3)
      }
      if offset == 0 {
        put(UInt8(ascii: "Z"))
      } else {
        put(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        put(abs(offset) / 60, 2)
        put(UInt8(ascii: ":"))
        put(abs(offset) % 60, 2)
      }
      return end
    }
  }

  static func instant(_ date: LocalDate, milliseconds: Int, offset: Int) -> Int64? {
    let instant = Int64(date.daysSinceEpoch) * 86_400_000 + Int64(milliseconds) - Int64(offset) * 60_000
    return (earliest...latest).contains(instant) ? instant : nil
  }

  /// The thousandths of `.5…` at `index`; 0 when no fraction stands there, `nil` when the point has no digit.
  static func fraction(_ text: Span<UInt8>, _ index: inout Int) -> Int? {
    guard index < text.count, text[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    let from = index
    var value = 0
    while index < text.count && text[index] &- 0x30 <= 9 {
      if index - from < 3 { value = value * 10 + Int(text[index] &- 0x30) }
      index += 1
    }
    if index == from { return nil }
    for _ in min(index - from, 3)..<3 { value *= 10 }
    return value
  }

  /// The minutes of `Z` or `+08:00` at `index`.
  static func offset(_ text: Span<UInt8>, _ index: inout Int) -> Int? {
    guard index < text.count else { return nil }
    if text[index] | 0x20 == UInt8(ascii: "z") {
      index += 1
      return 0
    }
    guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"),
      let hours = Digits.exactly(2, text, at: index + 1), hours <= 23, index + 3 < text.count,
      text[index + 3] == UInt8(ascii: ":"), let minutes = Digits.exactly(2, text, at: index + 4), minutes <= 59
    else { return nil }
    let sign = text[index] == UInt8(ascii: "-") ? -1 : 1
    index += 6
    return sign * (hours * 60 + minutes)
  }
}
