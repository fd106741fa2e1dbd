import Casework
import Messages
import Testing

@Suite struct SubmissionDraftTests {
  private func draft(
    _ kind: Submission.Kind, _ cells: [(SubmissionField, String)], extra: [(String, String)] = []
  ) throws -> Submission {
    var context = Specimen.context
    context.source = "upload"
    context.mayLackExternalID = true
    var draft = SubmissionDraft(kind: kind, context: context)
    for (field, cell) in cells { draft.set(field, cell) }
    for (name, cell) in extra { draft.set(extra: name, cell) }
    return try draft.finish().submission
  }

  @Test func theTextIsTheOnlyCellThatMustBeThere() throws {
    let submission = try draft(.hotline, [(.text, " 漏水 "), (.place, ""), (.caller(.name), "\u{3000}")])
    #expect(submission.text == "漏水")
    #expect(submission.place == nil)
    #expect(submission.key == BusinessKey(source: "upload", externalID: ""))
    let refusal = try #require(throws: Refusal.self) { try draft(.hotline, [(.text, " "), (.place, "某路")]) }
    #expect(refusal.findings == [Finding(field: "text", rule: .missingText)])
  }

  @Test func severalColumnsOfTextStandOneUnderTheOther() throws {
    let submission = try draft(.hotline, [(.text, "标题"), (.text, "内容"), (.place, "甲"), (.place, "乙")])
    #expect(submission.text == "标题\n内容")
    #expect(submission.place == "甲")
    #expect(submission.extra == [ExtraField(name: "place", value: "乙")])
    let half = String(repeating: "长", count: 10_000)
    let refusal = try #require(throws: Refusal.self) { try draft(.hotline, [(.text, half), (.text, half)]) }
    #expect(refusal.findings.first?.rule == .tooLong)
  }

  @Test func peopleInOneCell() throws {
    let submission = try draft(
      .reconsideration,
      [
        (.text, "理由"), (.party(.applicants, .name), "甲、乙；丙;丁公司\n"),
        (.party(.applicants, .telephone), "13800138000；；0763-3366666"),
        (.party(.applicants, .address), "某路 1 号、2 号；某路 3 号"),
        (.party(.applicants, .kind), "自然人、自然人、自然人、法人"), (.request, "1、撤销决定；2、返还罚款；"),
        (.respondent(.name), "某局"),
      ])
    guard case .reconsideration(let details) = submission.details else {
      Issue.record("of another kind")
      return
    }
    #expect(details.applicants.map(\.name) == ["甲", "乙", "丙", "丁公司"])
    #expect(details.applicants.map(\.telephone) == ["13800138000", nil, "0763-3366666", nil])
    #expect(details.applicants.map(\.address) == ["某路 1 号、2 号", "某路 3 号", nil, nil])
    #expect(details.applicants.map(\.kind) == [.natural, .natural, .natural, .legal])
    #expect(details.requests == ["1、撤销决定", "2、返还罚款"])
  }

  @Test func listsHaveTheirBounds() throws {
    let names = Array(repeating: "甲", count: 201).joined(separator: "；")
    for (kind, field, cell) in [
      (.mediation, .party(.applicants, .name), names), (.hotline, .against(.name), names),
      (.reconsideration, .request, names),
      (.hotline, .attachment(.uri), names),
    ] as [(Submission.Kind, SubmissionField, String)] {
      let refusal = try #require(throws: Refusal.self) { try draft(kind, [(.text, "t"), (field, cell)]) }
      #expect(refusal.findings.map(\.rule) == [.tooMany])
    }
  }

  @Test func columnsWithoutAFieldAreKept() throws {
    let submission = try draft(
      .hotline, [(.text, "t"), (.place, "p"), (.wanted, "赔偿"), (.kind, "热线")],
      extra: [("承办单位", "某局"), ("空", " "), ("承办单位", "某所"), (String(repeating: "长", count: 201), "x")])
    #expect(submission.extra.map { "\($0.name)=\($0.value)" } == ["wanted=赔偿", "承办单位=某局", "承办单位#2=某所"])
    #expect(submission.findings == [Finding(field: "extra", rule: .fieldDropped, limit: "200")])
    #expect(throws: Refusal.self) { try draft(.hotline, [(.text, "t"), (.kind, "调解")]) }
  }

  @Test func tooManyColumnsAreDroppedWithAFinding() throws {
    let submission = try draft(
      .hotline, [(.text, "t"), (.place, "p")],
      extra: (0..<150).map { ("列\($0)", "值") } + [("长", String(repeating: "x", count: 4_001))])
    #expect(submission.extra.count == SubmissionLimits.extra)
    #expect(submission.findings.map(\.rule) == [.fieldDropped])
  }

  @Test func aRowLargerThanARecordIsRefused() throws {
    let cell = String(repeating: "\"", count: 4_000)
    let quoted = try draft(.hotline, [(.text, "t"), (.place, "p")], extra: (0..<100).map { ("列\($0)", cell) })
    #expect(SubmissionCodec.encode(quoted).count <= SubmissionLimits.record)
    let wide = String(repeating: "\u{10FFFF}", count: 4_000)
    let refusal = try #require(throws: Refusal.self) {
      try draft(.hotline, [(.text, "t"), (.place, "p")], extra: (0..<100).map { ("列\($0)", wide) })
    }
    #expect(refusal.findings.map(\.rule) == [.tooLarge])
  }

  @Test func everyFieldHasItsPath() {
    #expect(SubmissionField.all.count == Set(SubmissionField.all.map(\.path)).count)
    for field in SubmissionField.all { #expect(SubmissionField(path: field.path) == field) }
    #expect(SubmissionField(path: "caller.telephone") == .caller(.telephone))
    #expect(SubmissionField(path: "applicants[].name") == .party(.applicants, .name))
    #expect(SubmissionField(path: "applicants[0].name") == nil)
    #expect(SubmissionField.party(.respondents, .name).path(at: 3) == "respondents[3].name")
  }

  /// Every field takes every odd cell without ending the program, and what comes out reads back.
  @Test func oddCellsInEveryField() throws {
    let cells = [
      "；；、", "；甲", "\u{FEFF}", "\u{0}", "🙂；🙂", "\r\n", "；", String(repeating: "；", count: 300), "１２３", "-1", "é",
    ]
    for kind in Submission.Kind.allCases {
      for field in SubmissionField.all where field != .kind {
        for cell in cells {
          guard let submission = try? draft(kind, [(.text, "t"), (.externalID, "1"), (field, cell)]) else { continue }
          let again = try SubmissionCodec.decode(
            SubmissionCodec.encode(submission), kind: kind, context: Specimen.context)
          #expect(again == submission, "\(field.path) \(cell)")
        }
      }
    }
  }
}
