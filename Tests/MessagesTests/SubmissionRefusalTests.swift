import Casework
import Messages
import Testing

@Suite struct SubmissionRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: Rule
    var json: String
    var field: String
    var line: Int?
    var column: Int?
    var kind: Submission.Kind? = .hotline

    var testDescription: String { "\(rule.rawValue) \(json.prefix(60))" }
  }

  static func with(_ fields: String) -> String { #"{"source":"s","external_id":"1","text":"漏水",\#(fields)}"# }
  static func long(_ count: Int) -> String { String(repeating: "长", count: count) }

  static let cases: [Case] = [
    Case(rule: .notJSON, json: "", field: "", line: 1, column: 1),
    Case(rule: .notJSON, json: "{", field: "", line: 1, column: 2),
    Case(rule: .notJSON, json: "{\"source\":\"s\",\n \"text\":}", field: "text", line: 2, column: 9),
    Case(rule: .notJSON, json: with(#""a":1,"#), field: ""),
    Case(rule: .notJSON, json: with(#""a":NaN"#), field: ""),
    Case(rule: .notJSON, json: with(#""a":"\ud800""#), field: ""),
    Case(rule: .notJSON, json: "{} {}", field: "", line: 1, column: 4),
    Case(rule: .duplicateKey, json: with(#""text":"again""#), field: "text"),
    Case(rule: .duplicateKey, json: with(#""te\u0078t":"again""#), field: "text"),
    Case(rule: .duplicateKey, json: with(#""a":{"b":1,"b":2}"#), field: ""),
    Case(rule: .tooDeep, json: with(#""a":"# + String(repeating: "[", count: 60)), field: ""),
    Case(rule: .wrongType, json: "[]", field: "", line: 1, column: 1),
    Case(rule: .wrongType, json: "17", field: ""),
    Case(rule: .wrongType, json: #"{"source":"s","external_id":"1","text":["漏水"]}"#, field: "text"),
    Case(rule: .wrongType, json: with(#""caller":"甲""#), field: "caller"),
    Case(rule: .wrongType, json: with(#""caller":{"name":{"first":"甲"}}"#), field: "caller.name"),
    Case(rule: .wrongType, json: with(#""against":[null]"#), field: "against[0]"),
    Case(rule: .wrongType, json: with(#""against":{}"#), field: "against"),
    Case(rule: .wrongType, json: with(#""place":17"#), field: "place"),
    Case(rule: .wrongType, json: with(#""extra":{"a":[]}"#), field: "extra"),
    Case(rule: .wrongType, json: with(#""people_count":true"#), field: "people_count"),
    Case(rule: .wrongType, json: with(#""findings":"none""#), field: "findings"),
    Case(rule: .wrongType, json: with(#""requests":[1]"#), field: "requests[0]", kind: .reconsideration),
    Case(rule: .unknownKind, json: with(#""kind":"complaint""#), field: "kind", kind: nil),
    Case(rule: .unknownKind, json: with(#""a":1"#), field: "kind", kind: nil),
    Case(rule: .unknownKind, json: with(#""kind":"mediation""#), field: "kind"),
    Case(rule: .missingText, json: #"{"source":"s","external_id":"1"}"#, field: "text"),
    Case(rule: .missingText, json: #"{"source":"s","external_id":"1","text":null}"#, field: "text"),
    Case(
      rule: .missingText, json: #"{"source":"s","external_id":"1","text":" \n\u3000\u00a0\u0000\ufeff"}"#, field: "text"
    ),
    Case(
      rule: .tooLong, json: #"{"source":"s","external_id":"1","text":"\#(long(20_001))"}"#, field: "text", line: 1,
      column: 40),
    Case(rule: .tooLong, json: with(#""place":"\#(long(501))""#), field: "place"),
    Case(rule: .tooLong, json: with(#""caller":{"name":"\#(long(201))"}"#), field: "caller.name"),
    Case(rule: .tooLong, json: with(#""caller":{"telephone":"\#(long(101))"}"#), field: "caller.telephone"),
    Case(rule: .tooLong, json: with(#""received_at":"\#(long(101))""#), field: "received_at"),
    Case(rule: .tooLong, json: with(#""extra":{"a":"\#(long(4_001))"}"#), field: "extra"),
    Case(rule: .tooLong, json: with(#""extra":{"\#(long(201))":"a"}"#), field: "extra"),
    Case(
      rule: .tooLong, json: #"{"source":"\#(String(repeating: "s", count: 65))","external_id":"1","text":"t"}"#,
      field: "source"),
    Case(rule: .tooLong, json: #"{"source":"s","external_id":"\#(long(129))","text":"t"}"#, field: "external_id"),
    Case(rule: .tooLong, json: with(#""requests":["\#(long(2_001))"]"#), field: "requests[0]", kind: .reconsideration),
    Case(rule: .tooMany, json: with(#""against":[\#(many("{}", 21))]"#), field: "against"),
    Case(rule: .tooMany, json: with(#""attachments":[\#(many("{}", 51))]"#), field: "attachments"),
    Case(rule: .tooMany, json: with(#""applicants":[\#(many("{}", 201))]"#), field: "applicants", kind: .mediation),
    Case(rule: .tooMany, json: with(#""requests":[\#(many("\"a\"", 51))]"#), field: "requests", kind: .reconsideration),
    Case(rule: .tooMany, json: with(#""extra":{\#(numbered(101))}"#), field: "extra"),
    Case(rule: .tooMany, json: with(numbered(1_001)), field: ""),
    Case(rule: .tooLarge, json: with(#""a":"\#(String(repeating: "x", count: 1 << 20))""#), field: ""),
    Case(rule: .badKey, json: #"{"source":"s:t","external_id":"1","text":"t"}"#, field: "source", line: 1, column: 11),
    Case(rule: .badKey, json: #"{"source":"","external_id":"1","text":"t"}"#, field: "source"),
    Case(rule: .badKey, json: #"{"external_id":"1","text":"t"}"#, field: "source"),
    Case(rule: .badKey, json: #"{"source":"s","text":"t"}"#, field: "external_id"),
    Case(rule: .badKey, json: #"{"source":"s","external_id":" ","text":"t"}"#, field: "external_id"),
    Case(rule: .badKey, json: #"{"source":"s","external_id":"1\u0000","text":"t"}"#, field: "external_id"),
    Case(rule: .missingField, json: with(#""sealed":[{"key_id":"k"}]"#), field: "sealed[0].envelope"),
    Case(rule: .missingField, json: with(#""findings":[{"field":"a"}]"#), field: "findings[0].rule"),
  ]

  static func many(_ value: String, _ count: Int) -> String {
    Array(repeating: value, count: count).joined(separator: ",")
  }
  static func numbered(_ count: Int) -> String { (0..<count).map { #""k\#($0)":"v""# }.joined(separator: ",") }

  @Test(arguments: cases)
  func refused(_ fault: Case) throws {
    let refusal = try #require(throws: Refusal.self) {
      try SubmissionCodec.decode(Array(fault.json.utf8), kind: fault.kind, context: Specimen.context)
    }
    let first = try #require(refusal.findings.first)
    #expect(first.rule == fault.rule)
    #expect(first.field == fault.field)
    #expect(refusal.findings.allSatisfy { $0.rule.severity == .refused })
    #expect(refusal.line != nil && refusal.column != nil)
    if let line = fault.line { #expect(refusal.line == line) }
    if let column = fault.column { #expect(refusal.column == column) }
  }

  @Test(
    arguments: [
      [0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xFF, 0x22, 0x7D], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0xFE, 0xFF, 0x00, 0x7B],
      [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x7D],
    ] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) throws {
    let refusal = try #require(throws: Refusal.self) {
      try SubmissionCodec.decode(bytes, kind: .hotline, context: Specimen.context)
    }
    #expect(refusal.findings.map(\.rule) == [.badEncoding])
  }

  @Test func severalReasonsAreToldTogether() throws {
    let json = #"{"source":"s:","external_id":"","place":17,"caller":[],"text":" "}"#
    let refusal = try #require(throws: Refusal.self) {
      try SubmissionCodec.decode(Array(json.utf8), kind: .hotline, context: Specimen.context)
    }
    #expect(refusal.findings.map(\.field) == ["source", "place", "caller", "external_id", "text"])
    #expect(refusal.column == 11)
  }

  @Test func everyRuleOfThisSeverityIsTriedSomewhere() {
    let elsewhere: Set<Rule> = [.badEncoding, .wrongVersion, .notAllowed]
    let tried = Set(Self.cases.map(\.rule)).union(elsewhere)
    for rule in Rule.allCases where rule.severity == .refused { #expect(tried.contains(rule), "\(rule)") }
  }

  /// Lengths are counted in Unicode scalars: the bound itself is accepted.
  @Test func theBoundsThemselvesAreAccepted() throws {
    let text = Self.long(19_999) + "👍"
    let json =
      #"{"source":"\#(String(repeating: "s", count: 64))","external_id":"\#(Self.long(128))","text":"\#(text)"}"#
    let submission = try SubmissionCodec.decode(Array(json.utf8), kind: .hotline, context: Specimen.context)
    #expect(submission.text == text)
  }

  @Test func noPersonalValueStandsInARefusalOrFinding() throws {
    let secrets = ["13800138", "110105194912310021", "王某某", "幸福路九号", "88997766", "乱码日期"]
    let documents: [(Submission.Kind, String)] = [
      (
        .hotline,
        #"{"source":"s","external_id":"王某某 1\u0001","text":"t","caller":{"name":"王某某","telephone":"13800138"}}"#
      ),
      (.hotline, #"{"source":"王某某","external_id":"1","text":"t","王某某":{"88997766":1,"88997766":2}}"#),
      (.hotline, #"{"source":"s","external_id":"1","text":"t","13800138":}"#),
      (.hotline, #"{"source":"s","external_id":"1","text":"t","extra":{"王某某":["88997766"]}}"#),
      (
        .hotline,
        #"{"source":"s","external_id":"1","text":"t","received_at":"乱码日期","channel":"王某某","caller":{"identity_number":"110105194912310021","telephone":"13800138","address":"幸福路九号","disclosure":"幸福路九号"}}"#
      ),
      (
        .reconsideration,
        #"{"source":"s","external_id":"1","text":"t","applicants":[{"identity_number":"110105194912310021","kind":"王某某","telephone":"13800138"}],"act":{"made_on":"乱码日期"}}"#
      ),
    ]
    for (kind, json) in documents {
      var told: String
      do {
        let submission = try SubmissionCodec.decode(Array(json.utf8), kind: kind, context: Specimen.context)
        told = submission.findings.map { "\($0) \($0.wording)" }.joined()
        #expect(!submission.findings.isEmpty)
      } catch {
        told = "\(error) \(error.summary)"
      }
      for secret in secrets { #expect(!told.contains(secret), "\(told)") }
    }
  }
}
