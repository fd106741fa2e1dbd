extension WrittenTime {
  /// Reads what follows a date: a day of the week, which is not checked, then a time, then an offset.
  static func time(after date: LocalDate, isChinese: Bool, _ text: Span<UInt8>, _ start: Int) -> WrittenTime? {
    var index = start
    var isApart = passSpace(text, &index)
    if passWeekday(text, &index) { isApart = passSpace(text, &index) || isApart }
    if index == text.count { return WrittenTime(date: date, timeOfDay: nil, offset: nil) }
    if !isApart, index < text.count, text[index] | 0x20 == UInt8(ascii: "t") {
      index += 1
      isApart = true
    }
    guard isApart || isChinese else { return nil }
    var half = half(text, &index)
    _ = passSpace(text, &index)
    guard let clock = clock(text, &index) else { return nil }
    _ = passSpace(text, &index)
    if half == nil { half = self.half(text, &index) }
    guard let hour = hour(clock.hour, half),
      let time = milliseconds(hour, clock.minute, clock.second, clock.thousandths)
    else { return nil }
    _ = passSpace(text, &index)
    if index == text.count { return WrittenTime(date: date, timeOfDay: time, offset: nil) }
    guard let offset = looseOffset(text, &index), index == text.count else { return nil }
    return WrittenTime(date: date, timeOfDay: time, offset: offset)
  }

  private struct Clock {
    var hour: Int
    var minute = 0
    var second = 0
    var thousandths = 0
  }

  /// `9:05`, `9:05:03.5`, `9时`, `9点05分`, `9时5分3秒`.
  private static func clock(_ text: Span<UInt8>, _ index: inout Int) -> Clock? {
    guard let hour = Digits.take(text, &index, most: 2) else { return nil }
    var clock = Clock(hour: hour.value)
    if pass("时", text, &index) || pass("点", text, &index) {
      guard let minute = Digits.take(text, &index, most: 2) else { return clock }
      clock.minute = minute.value
      guard pass("分", text, &index), let second = Digits.take(text, &index, most: 2) else { return clock }
      clock.second = second.value
      return pass("秒", text, &index) ? clock : nil
    }
    guard passColon(text, &index), let minute = Digits.take(text, &index, most: 2) else { return nil }
    clock.minute = minute.value
    guard passColon(text, &index) else { return clock }
    guard let second = Digits.take(text, &index, most: 2),
      let thousandths = Timestamp.fraction(text, &index)
    else { return nil }
    clock.second = second.value
    clock.thousandths = thousandths
    return clock
  }

  private enum Half { case morning, noon, afternoon }

  private static func half(_ text: Span<UInt8>, _ index: inout Int) -> Half? {
    if pass("上午", text, &index) || pass("凌晨", text, &index) || pass("早上", text, &index) { return .morning }
    if pass("中午", text, &index) { return .noon }
    if pass("下午", text, &index) || pass("晚上", text, &index) { return .afternoon }
    if pass("AM", text, &index) || pass("am", text, &index) { return .morning }
    if pass("PM", text, &index) || pass("pm", text, &index) { return .afternoon }
    return nil
  }

  /// The hour of 24; twelve in the morning is midnight, twelve in the afternoon is noon.
  private static func hour(_ hour: Int, _ half: Half?) -> Int? {
    switch half {
    case nil: hour
    case .noon: (11...14).contains(hour) ? hour : (1...2).contains(hour) ? hour + 12 : nil
    case .morning: hour == 12 ? 0 : hour < 12 ? hour : nil
    case .afternoon: hour < 12 ? hour + 12 : hour
    }
  }

  /// `Z`, `+08:00`, `+0800`, `+08`.
  private static func looseOffset(_ text: Span<UInt8>, _ index: inout Int) -> Int? {
    let start = index
    if let offset = Timestamp.offset(text, &index) { return offset }
    index = start
    guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") else { return nil }
    let sign = text[index] == UInt8(ascii: "-") ? -1 : 1
    index += 1
    guard let digits = Digits.take(text, &index, most: 4), digits.count == 2 || digits.count == 4 else { return nil }
    let hours = digits.count == 2 ? digits.value : digits.value / 100
    let minutes = digits.count == 2 ? 0 : digits.value % 100
    return hours <= 23 && minutes <= 59 ? sign * (hours * 60 + minutes) : nil
  }

  private static func passSpace(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    while index < text.count {
      if text[index] == 0x20 || text[index] == 0x09 || text[index] == UInt8(ascii: ",") {
        index += 1
      } else if !pass("\u{3000}", text, &index) && !pass("\u{A0}", text, &index) {
        break
      }
    }
    return index > start
  }

  private static func passColon(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    if index < text.count, text[index] == UInt8(ascii: ":") {
      index += 1
      return true
    }
    return pass("：", text, &index)
  }

  private static func passWeekday(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    guard pass("星期", text, &index) || pass("周", text, &index) else { return false }
    for day: StaticString in ["一", "二", "三", "四", "五", "六", "日", "天"] where pass(day, text, &index) { return true }
    index = start
    return false
  }
}
