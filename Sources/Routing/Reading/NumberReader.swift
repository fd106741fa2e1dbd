import Casework

/// A time that a text speaks of: how long ago at least, as seen from the day of receipt.
struct TimeMention: Sendable, Hashable {
  var daysAgo: Int
  var sentence: Int
}

/// So many people, households or owners, in a clause.
struct PeopleMention: Sendable, Hashable {
  var count: Int
  var clause: Int
}

/// Reads times and numbers of people in a folded text: 2023年5月, 2023-05-06, 去年十二月, 三年多, 8个月, 两百多人.
struct NumberReader {
  private let text: [UInt32]
  private let offsets: [Int]

  init(_ bytes: [UInt8]) {
    var text: [UInt32] = []
    var offsets: [Int] = []
    text.reserveCapacity(bytes.count / 2)
    offsets.reserveCapacity(bytes.count / 2)
    var index = 0
    while index < bytes.count {
      let first = UInt32(bytes[index])
      offsets.append(index)
      // Everything that is read here has at most three bytes; of longer characters only the length matters.
      switch first {
      case ..<0x80:
        text.append(first)
        index += 1
      case ..<0xE0:
        text.append(0)
        index += 2
      case ..<0xF0:
        text.append((first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F))
        index += 3
      default:
        text.append(0)
        index += 4
      }
    }
    self.text = text
    self.offsets = offsets
  }

  /// Each time that the text speaks of, with its offset in the folded bytes.
  func times(received: LocalDate) -> [(offset: Int, daysAgo: Int)] {
    var found: [(offset: Int, daysAgo: Int)] = []
    var index = 0
    while index < text.count {
      if let (latest, next) = calendarTime(at: index, today: received) {
        found.append((offsets[index], received.daysSinceEpoch - latest.daysSinceEpoch))
        index = next
      } else if scalar(index) == "半", scalar(index + 1) == "年" {
        found.append((offsets[index], 182))
        index += 2
      } else if let (value, next) = number(at: index) {
        if let days = span(value, at: next) { found.append((offsets[index], days)) }
        index = next
      } else {
        index += 1
      }
    }
    return found
  }

  private static let fillers: [Unicode.Scalar] = ["多", "几", "来", "余", "个", "号", "口", "名", "位"]
  private static let people: [[UInt32]] = [
    "人", "户", "家", "民工", "农民工", "工人", "工友", "业主", "村民", "员工", "职工", "住户", "居民", "群众", "家长", "同事",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Each number of people, households or owners that the text speaks of, with its offset in the folded bytes.
  func people() -> [(offset: Int, count: Int)] {
    var found: [(offset: Int, count: Int)] = []
    var index = 0
    while index < text.count {
      guard let (value, next) = number(at: index) else {
        index += 1
        continue
      }
      let begin = index
      index = next
      var unit = next
      while let filler = scalar(unit), Self.fillers.contains(filler), unit < next + 4 { unit += 1 }
      if Self.people.contains(where: { text[unit...].starts(with: $0) }) { found.append((offsets[begin], value)) }
    }
    return found
  }
}

// MARK: - Times

extension NumberReader {
  /// A point of the calendar that begins at `index`: its latest possible day and where it ends.
  private func calendarTime(at index: Int, today: LocalDate) -> (LocalDate, Int)? {
    var year: Int
    var next: Int
    switch scalar(index) {
    case "去" where scalar(index + 1) == "年": (year, next) = (today.year - 1, index + 2)
    case "前" where scalar(index + 1) == "年": (year, next) = (today.year - 2, index + 2)
    case "今" where scalar(index + 1) == "年": (year, next) = (today.year, index + 2)
    case "1", "2":
      guard let (value, end) = digits(at: index), end == index + 4, (1949...2100).contains(value) else { return nil }
      (year, next) = (value, end)
      if let separator = scalar(end), ["-", "/", "."].contains(separator), let (month, monthEnd) = digits(at: end + 1),
        (1...12).contains(month)
      {
        let day = scalar(monthEnd) == separator ? digits(at: monthEnd + 1) : nil
        return (latest(year, month, day?.value), day?.end ?? monthEnd)
      }
      guard scalar(end) == "年" else { return nil }
      next += 1
    case "一", "二":
      // 二〇二一年: the digits one by one.
      guard scalar(index + 4) == "年" else { return nil }
      let digits = (index..<index + 4).compactMap { scalar($0).flatMap { Self.numeral($0) } }
      guard digits.count == 4 else { return nil }
      (year, next) = (digits.reduce(0) { $0 * 10 + $1 }, index + 5)
      guard (1949...2100).contains(year) else { return nil }
    default: return nil
    }
    guard let (month, monthEnd) = number(at: next), scalar(monthEnd) == "月", (1...12).contains(month) else {
      return (latest(year, nil, nil), next)
    }
    next = monthEnd + 1
    guard let (day, dayEnd) = number(at: next), scalar(dayEnd) == "日" || scalar(dayEnd) == "号" else {
      return (latest(year, month, nil), next)
    }
    return (latest(year, month, day), dayEnd + 1)
  }

  private func latest(_ year: Int, _ month: Int?, _ day: Int?) -> LocalDate {
    let yearEnd = LocalDate(year: year, month: 12, day: 31) ?? LocalDate(daysSinceEpoch: 0)
    guard let month else { return yearEnd }
    let monthEnd = LocalDate(year: year, month: month + 1, day: 1)?.adding(days: -1) ?? yearEnd
    return day.flatMap { LocalDate(year: year, month: month, day: $0) } ?? monthEnd
  }

  /// The days of `value` years, months, weeks or days, when such a unit follows at `index`.
  private func span(_ value: Int, at index: Int) -> Int? {
    var unit = index
    while let filler = scalar(unit), ["多", "几", "来", "个", "整"].contains(filler), unit < index + 3 { unit += 1 }
    switch scalar(unit) {
    // After a number of four digits 年 names a year; 月 without 个 a month of the year.
    case "年": return value < 100 ? value * 365 : nil
    case "月": return (index..<unit).contains { scalar($0) == "个" } && value < 1200 ? value * 30 : nil
    case "周": return value < 5000 ? value * 7 : nil
    case "天": return value < 40_000 ? value : nil
    default: return nil
    }
  }
}

// MARK: - Numbers

extension NumberReader {
  private func scalar(_ index: Int) -> Unicode.Scalar? {
    text.indices.contains(index) ? Unicode.Scalar(text[index]) : nil
  }

  private func digits(at index: Int) -> (value: Int, end: Int)? {
    var end = index
    var value = 0
    while end < text.count, (0x30...0x39).contains(text[end]), end < index + 9 {
      value = value * 10 + Int(text[end]) - 0x30
      end += 1
    }
    return end == index ? nil : (value, end)
  }

  /// A number at `index` in digits or in Chinese numerals up to 千; 几 counts as 2.
  private func number(at index: Int) -> (value: Int, end: Int)? {
    if let found = digits(at: index) { return found }
    var total = 0
    var digit: Int?
    var end = index
    while let scalar = scalar(end), end < index + 8 {
      if let value = Self.numeral(scalar) {
        digit = value
      } else if let power = Self.power(scalar) {
        total += (digit ?? 1) * power
        digit = nil
      } else {
        break
      }
      end += 1
    }
    return end == index ? nil : (total + (digit ?? 0), end)
  }

  private static func numeral(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "零", "〇": 0
    case "一": 1
    case "二", "两", "几": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  private static func power(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "十": 10
    case "百": 100
    case "千": 1000
    default: nil
    }
  }
}
