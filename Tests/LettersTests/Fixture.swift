import Casework
import Foundation
import Letters
import Rulebook

/// The product's own documents, and a case for each procedure to write them for.
enum Fixture {
  /// The folder around `Config/` and `Topics/`.
  static let root: String = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.path
  }()

  static let rulebook = Result {
    try Rulebook.load(configFolder: "\(root)/Config", topicsFolder: "\(root)/Topics")
  }

  static func book() throws -> LetterBook {
    try LetterBook.load(folder: "\(root)/Config", rulebook: try rulebook.get())
  }

  static func form(_ id: String, of procedure: String) throws -> LetterForm {
    try book().form(id, of: procedure)
  }

  static let applicant = Party(
    role: .applicant, kind: .natural, name: "测试甲", identityNumber: "44180019000101001X", telephone: "13900000001",
    address: "清城区测试路1号")
  static let caller = Party(role: .caller, kind: .natural, name: "测试乙", telephone: "13900000002")
  static let respondent = Party(role: .respondent, kind: .organ, name: "测试局", address: "清城区测试路2号")
  static let accused = Party(role: .accused, kind: .natural, name: "测试丙")

  static func context(
    _ procedure: String, parties: [Party] = [applicant, caller, respondent, thirdParty, accused],
    given: [String: String] = [:], data: [String: String] = [:], steps: [LetterContext.Step] = [],
    clocks: [LetterContext.Clock] = []
  ) throws -> LetterContext {
    LetterContext(
      caseNumber: "QY20261123-0000171-1", registration: "QY20261123-0000171",
      procedure: try rulebook.get().procedure(procedure) ?? missing(procedure), receivedOn: try day("2026-11-10"),
      openedOn: try day("2026-11-11"), parties: parties, request: "请求依法处理。", data: data, steps: steps, clocks: clocks,
      given: given, today: try day("2026-11-24"))
  }

  static let thirdParty = Party(role: .thirdParty, kind: .legal, name: "测试公司", address: "清城区测试路3号")

  /// A value that a document accepts, for each that it asks for.
  static func values(for form: LetterForm) throws -> [String: String] {
    let procedure = try rulebook.get().procedure(form.procedure)
    var given: [String: String] = [:]
    for value in form.values {
      if case .oneOf(let codes)? = procedure?.datum(value.name)?.form, let first = codes.first {
        given[value.name] = first.code
        continue
      }
      given[value.name] =
        switch value.form {
        case .text: "〔\(value.name)〕"
        case .paragraphs, .items: "〔\(value.name)〕一\n〔\(value.name)〕二"
        case .date: "2026-11-20"
        case .integer: "30"
        case .amount: "1234.50"
        case .flag: "true"
        }
    }
    return given
  }

  static func day(_ text: String) throws -> LocalDate {
    guard let day = LocalDate(text) else { throw Missing(what: text) }
    return day
  }

  private static func missing<Value>(_ what: String) throws -> Value { throw Missing(what: what) }

  struct Missing: Error { var what: String }
}
