/// A telephone number as people in mainland China write them, and its normal form.
public struct Telephone: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 11 digits, 13… to 19….
    case mobile
    /// With its area code, `0763-3366666`.
    case landline
    /// Seven or eight digits without an area code.
    case local
    /// 400, 800, 95…, 96…, 100…, 110, 12345, …
    case service
    /// With the code of another country, `+85221234567`.
    case foreign
  }

  public let kind: Kind
  /// The normal form: digits only, a landline with a dash after its area code, another country's with `+`.
  public let number: String
  /// The extension behind a switchboard.
  public let extensionNumber: String?

  /// The normal form with its extension, `0763-3366666转801`; reading it gives the same value again.
  public var description: String {
    guard let extensionNumber else { return number }
    return "\(number)转\(extensionNumber)"
  }

  /// Reads a number with or without `+86`, with blanks, dashes, dots or brackets between its parts, and an extension
  /// after `转`, `ext`, `#` or a dash. `nil` when it is none.
  public init?(_ text: Span<UInt8>) {
    if text.count == 11, Digits.isAll(text), Self.isMobile(text, 0) {
      self.init(.mobile, Self.string(text, 0..<11), nil)
      return
    }
    guard let parts = Parts(text) else { return nil }
    let digits = parts.digits.span
    if parts.hasPlus || (digits.count >= 9 && digits[0] == 0x30 && digits[1] == 0x30) {
      self.init(international: parts)
    } else {
      let skip = digits.count == 13 && digits[0] == 0x38 && digits[1] == 0x36 && Self.isMobile(digits, 2) ? 2 : 0
      self.init(national: parts, from: skip)
    }
  }

  public init?(_ text: String) {
    self.init(text.utf8Span.span)
  }

  private init?(international parts: Parts) {
    let from = parts.hasPlus ? 0 : 2
    let digits = parts.digits.span
    guard digits.count - from >= 7, digits[from] != 0x30 else { return nil }
    if digits[from] == 0x38, digits[from + 1] == 0x36 {
      self.init(national: parts, from: from + 2)
      return
    }
    guard digits.count - from <= 15 else { return nil }
    self.init(.foreign, "+" + Self.string(digits, from..<digits.count), parts.extensionNumber)
  }

  private init?(national parts: Parts, from: Int) {
    var end = parts.digits.count
    var tail = parts.extensionNumber
    if tail == nil, let last = parts.groups.last, last > from, (1...6).contains(end - last), parts.groups.count > 1,
      Self.form(parts.digits.span, from, end) == nil
    {
      tail = Self.string(parts.digits.span, last..<end)
      end = last
    }
    let digits = parts.digits.span
    guard let form = Self.form(digits, from, end) else { return nil }
    let body = Self.string(digits, form.body..<end)
    let isLandline = form.kind == .landline
    self.init(form.kind, isLandline ? Self.area(digits, from, form) + "-" + body : body, tail)
  }

  private init(_ kind: Kind, _ number: String, _ extensionNumber: String?) {
    self.kind = kind
    self.number = number
    self.extensionNumber = extensionNumber
  }

  private struct Form {
    var kind: Kind
    /// Where the number behind the area code begins.
    var body: Int
    /// Whether the zero before the area code is missing, as after `+86`.
    var lacksZero = false
  }

  private static func area(_ digits: Span<UInt8>, _ from: Int, _ form: Form) -> String {
    (form.lacksZero ? "0" : "") + string(digits, from..<form.body)
  }

  private static func form(_ digits: Span<UInt8>, _ from: Int, _ end: Int) -> Form? {
    let count = end - from
    guard count >= 3 else { return nil }
    if count == 11, isMobile(digits, from) { return Form(kind: .mobile, body: from) }
    if count == 12, digits[from] == 0x30, isMobile(digits, from + 1) { return Form(kind: .mobile, body: from + 1) }
    if isService(digits, from, count) { return Form(kind: .service, body: from) }
    if let body = landlineBody(digits, from, end) { return Form(kind: .landline, body: body) }
    if from > 0, count >= 9, digits[from] != 0x30,
      let body = abroadBody(digits, from, end)
    {
      return Form(kind: .landline, body: body, lacksZero: true)
    }
    if count == 7 || count == 8, (0x32...0x38).contains(digits[from]) { return Form(kind: .local, body: from) }
    return nil
  }

  private static func isMobile(_ digits: Span<UInt8>, _ from: Int) -> Bool {
    digits.count - from >= 11 && digits[from] == 0x31 && digits[from + 1] >= 0x33
  }

  private static func isService(_ digits: Span<UInt8>, _ from: Int, _ count: Int) -> Bool {
    let first = digits[from] &- 0x30
    let second = digits[from + 1] &- 0x30
    let third = digits[from + 2] &- 0x30
    return switch (count, first, second) {
    case (10, 4, 0), (10, 8, 0): third == 0
    case (5...8, 9, 5): true
    case (5...6, 9, 6): true
    case (3, 1, 1), (3, 1, 2): true
    case (5, 1, 0), (5, 1, 1), (5, 1, 2): true
    default: false
    }
  }

  /// Area codes: 010 and 02x take eight digits behind them; 03xx…09xx seven or eight.
  private static func landlineBody(_ digits: Span<UInt8>, _ from: Int, _ end: Int) -> Int? {
    guard digits[from] == 0x30 else { return nil }
    return areaEnd(digits, from + 1, end)
  }

  private static func abroadBody(_ digits: Span<UInt8>, _ from: Int, _ end: Int) -> Int? {
    areaEnd(digits, from, end)
  }

  /// Where the area code at `from`, without its zero, ends; `nil` when what follows cannot be a number.
  private static func areaEnd(_ digits: Span<UInt8>, _ from: Int, _ end: Int) -> Int? {
    guard end - from >= 9 else { return nil }
    let isShort = digits[from] == 0x32 || (digits[from] == 0x31 && digits[from + 1] == 0x30)
    guard isShort || digits[from] >= 0x33 else { return nil }
    let body = from + (isShort ? 2 : 3)
    let length = end - body
    return (length == 8 || (!isShort && length == 7)) && digits[body] >= 0x32 ? body : nil
  }

  private static func string(_ digits: Span<UInt8>, _ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { out in
      for (place, k) in range.enumerated() { out[place] = digits[k] }
      return range.count
    }
  }
}
