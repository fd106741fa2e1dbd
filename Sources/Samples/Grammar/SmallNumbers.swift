/// Numbers, amounts and times of day as people write them.
enum SmallNumbers {
  private static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// A number up to 9,999 in Chinese numerals; two stands as 两 where it counts something alone.
  static func numeral(_ value: Int, counting: Bool = false) -> String {
    if value == 2, counting { return "两" }
    guard value >= 10 else { return digits[max(0, value)] }
    if value < 20 { return "十" + (value == 10 ? "" : digits[value - 10]) }
    if value < 100 { return digits[value / 10] + "十" + (value % 10 == 0 ? "" : digits[value % 10]) }
    let (high, unit, size) = value < 1_000 ? (value / 100, "百", 100) : (value / 1_000 % 10, "千", 1_000)
    let rest = value % size
    let head = (high == 2 && size == 1_000 ? "两" : digits[high]) + unit
    if rest == 0 { return head }
    let tail = rest < 20 && rest >= 10 ? "一" + numeral(rest) : numeral(rest)
    return head + (rest < size / 10 ? "零" : "") + tail
  }

  /// An amount in one of the usual forms, rounded to two leading digits.
  static func money(_ range: ClosedRange<Int>, _ random: inout Randomness) -> String {
    var value = random.within(range)
    var step = 1
    while value / step >= 100 { step *= 10 }
    if random.chance(85) { value = value / step * step }
    let plain = String(value)
    switch random.below(7) {
    case 0 where value >= 10_000 && value % 1_000 == 0:
      return "\(value / 10_000)\(value % 10_000 == 0 ? "" : ".\(value % 10_000 / 1_000)")万元"
    case 1 where value >= 10_000 && value % 10_000 == 0 && value < 1_000_000:
      return numeral(value / 10_000, counting: true) + "万块"
    case 2 where value >= 1_000 && value < 1_000_000:
      return "\(value / 1_000),\(String(value % 1_000 + 1_000).dropFirst())元"
    case 3 where value < 10_000 && value % 100 == 0: return numeral(value) + "元"
    case 4: return plain + "块"
    case 5 where value >= 100 && value % 10 == 0: return plain + "多元"
    default: return plain + "元"
    }
  }

  /// A time of day; hours from 24 on belong to the next morning.
  static func clock(_ range: ClosedRange<Int>, _ random: inout Randomness) -> String {
    let hour = random.within(range) % 24
    let minute = [0, 0, 10, 15, 20, 30, 30, 40, 45, 50].pick(&random)
    let part: String
    switch hour {
    case 0: part = "半夜"
    case 1..<5: part = ["凌晨", "半夜"].pick(&random)
    case 5..<8: part = ["早上", "清早", "清晨"].pick(&random)
    case 8..<12: part = ["上午", "早上"].pick(&random)
    case 12..<14: part = ["中午", "午间"].pick(&random)
    case 14..<18: part = "下午"
    case 18..<23: part = ["晚上", "夜里", "晚间"].pick(&random)
    default: part = ["夜里", "深夜"].pick(&random)
    }
    let twelve = hour > 12 ? hour - 12 : hour
    switch random.below(4) {
    case 0: return "\(hour):\(minute < 10 ? "0" : "")\(minute)"
    case 1:
      return part + numeral(twelve == 0 ? 12 : twelve, counting: true) + "点"
        + (minute == 30 ? "半" : minute == 0 ? "" : "多")
    case 2: return "\(part)\(twelve == 0 ? 12 : twelve)点\(minute == 0 ? "" : minute == 30 ? "半" : "\(minute)分")"
    default: return "\(part)\(twelve == 0 ? 12 : twelve)点\(["左右", "多", "钟", "前后"].pick(&random))"
    }
  }
}
