import Casework
import Messages
import Testing

/// What holds for every input, tried on records put together from good, doubtful and bad values.
@Suite struct SubmissionPropertyTests {
  /// A generator whose whole future is its seed, so that a failure can be had again.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let values = [
    #""""#, "null", #"" 甲 ""#, #""甲\r\n乙\t丙""#, #""\u0000x\u0085y""#, "17", "-1.5e3", "true", "[]", "{}",
    #"["甲","","甲"]"#,
    #"[{"name":"甲","kind":"法人"},{"identity_number":"11010519491231002x"}]"#,
    #"{"name":"甲","telephone":"138-0013-8000"}"#,
    #"{"kind":"行政处罚","made_on":"20261008","known_on":"2026年9月1日","x":1}"#, #"{"amount":"1.5万","reason":"r"}"#,
    #""2026-11-23""#, #""46349.378""#, #""2027-01-01T00:00:00Z""#, #""441802""#, #""４４１８０２""#, #""电话""#, #""匿名""#,
    #""是""#,
    #""13800138000""#, #""１３８００１３８０００""#, #""91350100M000100Y43""#, #""¥1,000.50""#, #""30人""#, #""\ud83d\udc4d""#,
    #""a\\\"b""#,
    #"[{"uri":"u","digest":"x","size":"3"},{}]"#, #"[{"field":"text","rule":"date.form","limit":"1"}]"#,
    "[[1],{\"a\":null}]",
    #"{"a":"1","b ":2,"b":null,"c":true,"":"e"}"#, #"[{"key_id":"k","envelope":"e"}]"#,
  ]

  private static let names = [
    "received_at", "channel", "region", "place", "matter", "caller", "against", "people_count", "attachments",
    "previous_number", "extra", "sealed", "findings", "applicants", "representatives", "respondents", "respondent",
    "act", "requests", "compensation", "attached_review", "delivery", "dispute_type", "amount", "wanted",
    "requested_by", "consent", "网格", "状态",
  ]

  @Test func whatIsAcceptedReadsBackAsItself() {
    var random = Seeded(state: 20_261_123)
    var accepted = 0
    for round in 0..<6_000 {
      let kind = Submission.Kind.allCases[round % 3]
      var fields = [#""source":"s""#, #""external_id":"№ \#(round)""#, #""text":"漏水""#]
      for name in Self.names where Int.random(in: 0..<4, using: &random) == 0 {
        fields.append(#""\#(name)":\#(Self.values.randomElement(using: &random) ?? "1")"#)
      }
      fields.shuffle(using: &random)
      let json = Array("{\(fields.joined(separator: ","))}".utf8)
      guard let first = try? SubmissionCodec.decode(json, kind: kind, context: Specimen.context) else { continue }
      accepted += 1
      let canonical = SubmissionCodec.encode(first)
      let again = try? SubmissionCodec.decode(canonical, kind: kind, context: Specimen.context)
      #expect(again == first, "\(String(decoding: json, as: UTF8.self))")
      #expect(again.map { SubmissionCodec.encode($0) } == canonical)
    }
    #expect(accepted > 300)
  }

  @Test func cutAndBentInputIsReadOrRefused() {
    var random = Seeded(state: 7)
    for kind in Submission.Kind.allCases {
      let whole = Array(Specimen.of(kind).utf8)
      for cut in 0..<whole.count {
        #expect(throws: Refusal.self) {
          try SubmissionCodec.decode(Array(whole[..<cut]), kind: kind, context: Specimen.context)
        }
      }
      for _ in 0..<1_500 {
        var bent = whole
        for _ in 0...Int.random(in: 0..<3, using: &random) {
          bent[Int.random(in: 0..<bent.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        guard let read = try? SubmissionCodec.decode(bent, kind: kind, context: Specimen.context) else { continue }
        let again = try? SubmissionCodec.decode(SubmissionCodec.encode(read), kind: kind, context: Specimen.context)
        #expect(again == read, "\(String(decoding: bent, as: UTF8.self))")
      }
    }
  }

  /// The same values give the same submission from a table as from JSON.
  @Test func bothWaysAreJudgedAlike() throws {
    let cells: [(SubmissionField, String)] = [
      (.source, "s"), (.externalID, "1"), (.text, "漏水"), (.channel, "微信"), (.region, "４４１８０２"), (.place, "某\u{1}路"),
      (.matter, "咨询"), (.caller(.disclosure), "保密"), (.caller(.name), "甲"), (.caller(.telephone), "138 0013 800"),
      (.caller(.identityNumber), "11010519491231002x"), (.peopleCount, "30人"), (.receivedAt, "2026年2月8日 9时5分"),
      (.previousNumber, "QY1"),
    ]
    var draft = SubmissionDraft(kind: .hotline, context: Specimen.context)
    for (field, cell) in cells.shuffled() { draft.set(field, cell) }
    let json =
      #"{"source":"s","external_id":"1","text":"漏水","channel":"微信","region":"４４１８０２","place":"某\u0001路","matter":"咨询","caller":{"disclosure":"保密","name":"甲","telephone":"138 0013 800","identity_number":"11010519491231002x"},"people_count":"30人","received_at":"2026年2月8日 9时5分","previous_number":"QY1"}"#
    #expect(
      try draft.finish() == SubmissionCodec.read(Array(json.utf8), kind: .hotline, context: Specimen.context))
  }
}
