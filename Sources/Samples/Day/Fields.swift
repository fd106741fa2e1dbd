import Messages

/// Single fields, right or wrong, and what is known of their faults.
struct Fields {
  var rules: [Rule]
  var flags: [String]

  /// The time of receipt in one of the ways in which systems write it.
  mutating func time(_ day: Day, _ seconds: Int, _ random: inout Randomness) -> String {
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    let (year, month, date) = day.civil
    let clock = "\(Day.two(hour)):\(Day.two(minute)):\(Day.two(second))"
    switch random.below(200) {
    case 0:
      rules.append(.date)
      return "\(year)-13-40 \(clock)"
    case 1:
      rules.append(.dateInFuture)
      return "\(year + 9)-\(Day.two(month))-\(Day.two(date)) \(clock)"
    case 2:
      rules.append(.date)
      return ["昨天下午", "11月", "不详", "0000-00-00 00:00:00"].pick(&random)
    case 3..<12: return "\(year)/\(month)/\(date) \(hour):\(Day.two(minute)):\(Day.two(second))"
    case 12..<18: return day.compact
    case 18..<24: return "\(day.chinese) \(hour):\(Day.two(minute))"
    case 24..<28: return "\(day.iso)T\(clock)+08:00"
    case 28..<31: return serial(day, seconds)
    default: return "\(day.iso) \(clock)"
    }
  }

  /// A spreadsheet's serial number: days since 1899-12-30, with five decimals.
  private func serial(_ day: Day, _ seconds: Int) -> String {
    let whole = day.number - Day(year: 1899, month: 12, day: 30).number
    let part = String(seconds * 100_000 / 86_400)
    return "\(whole)." + String(repeating: "0", count: 5 - part.count) + part
  }

  mutating func telephone(_ right: String, _ random: inout Randomness) -> String? {
    switch random.below(100) {
    case 0..<5: return nil
    case 5..<8:
      rules.append(.telephone)
      return [String(right.dropLast(2)), right + "0", "154oo" + right.dropFirst(5), "无", "不详", "1-2-345678901"].pick(
        &random)
    default: return right
    }
  }

  mutating func identityNumber(_ right: String, _ random: inout Randomness) -> String {
    switch random.below(100) {
    case 0..<14:
      // Another check digit than the right one.
      rules.append(.identityNumber)
      return String(right.dropLast()) + (right.last == "7" ? "3" : "7")
    case 14..<18:
      rules.append(.identityNumber)
      return String(right.dropLast(2))
    case 18..<24: return right.lowercased()
    default: return right
    }
  }

  /// The region as code and in words. A text that does not say where it is keeps its region, because without one nobody
  /// could tell.
  mutating func region(
    _ place: Place, _ namesTown: Bool, isUnclear: Bool, _ random: inout Randomness
  ) -> (code: String?, name: String?) {
    if isUnclear { return (nil, nil) }
    if namesTown {
      switch random.below(100) {
      case 0..<6: return (nil, nil)
      case 6..<8:
        rules.append(.regionUnknown)
        return ("441899", ["清远市江北新区", "连江北区", "清江县", "大旺镇", "龙源区"].pick(&random))
      case 8..<9: return ("441800", "清远市")
      default: break
      }
    }
    let name = [
      place.countyName, place.countyName, "清远市\(place.countyName)", place.countyAlias,
      place.countyCode,
    ].pick(&random)
    return (place.countyCode, name)
  }
}
