/// A registration number (受理编号): prefix, day of registration, running number of that day, check digit.
///
/// For instance `QY20261123-0000171`: the 17th of 2026-11-23 with the check digit 1. The check digit is ISO 7064
/// MOD 11,10 over all digits, so that a number read out over the telephone with one wrong digit, or two neighbours
/// swapped, is noticed.
public struct RegistrationNumber: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  public var description: String { text }

  /// - Parameters:
  ///   - prefix: one to four capital letters, the city's.
  ///   - day: the date as eight digits, `20261123`.
  ///   - ordinal: from 1; at least six digits are written.
  public init(prefix: String, day: String, ordinal: Int64) {
    let running = String(ordinal)
    let padded = String(repeating: "0", count: max(0, 6 - running.count)) + running
    text = "\(prefix)\(day)-\(padded)\(Self.checkDigit(day + padded))"
  }

  /// A number as somebody wrote it; `nil` when its form or its check digit is wrong.
  public init?(_ text: String) {
    let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let prefix = parts[0].prefix { $0.isASCII && $0.isLetter }
    let day = parts[0].dropFirst(prefix.count)
    let running = parts[1]
    guard (1...4).contains(prefix.count), day.count == 8, (7...19).contains(running.count),
      (day + running).allSatisfy({ $0.isASCII && $0.isNumber }), let check = running.last,
      String(check) == Self.checkDigit(String(day + running.dropLast()))
    else { return nil }
    self.text = "\(prefix)\(day)-\(running)"
  }

  static func checkDigit(_ digits: String) -> String {
    var product = 10
    for byte in digits.utf8 {
      var sum = (Int(byte) - 48 + product) % 10
      if sum == 0 { sum = 10 }
      product = sum * 2 % 11
    }
    return String((11 - product) % 10)
  }
}

/// A case number: the registration number and the request's place in it, from 1 (`QY20261123-0000171-2`).
public struct CaseNumber: Sendable, Hashable, CustomStringConvertible {
  public let registration: RegistrationNumber
  public let request: Int

  public var description: String { "\(registration)-\(request)" }

  public init(_ registration: RegistrationNumber, request: Int) {
    self.registration = registration
    self.request = request
  }

  /// A number as somebody wrote it; `nil` when its form or its check digit is wrong.
  public init?(_ text: String) {
    guard let dash = text.lastIndex(of: "-"), let request = Int(text[text.index(after: dash)...]),
      (1...999).contains(request), let registration = RegistrationNumber(String(text[..<dash]))
    else { return nil }
    self.init(registration, request: request)
  }
}

/// The business key of a submission: which system sent it, and that system's own name for it.
public struct BusinessKey: Sendable, Hashable, CustomStringConvertible {
  public var source: String
  public var externalID: String

  public init(source: String, externalID: String) {
    self.source = source
    self.externalID = externalID
  }

  /// `source:external-id`, the key of every record about the submission. The source has no colon in it.
  public var description: String { "\(source):\(externalID)" }
}
