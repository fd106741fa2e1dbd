import Casework
import Rulebook
import Testing

/// The important paths of 行政复议法, 信访工作条例 and 人民调解法, from the law and not from the files.
@Suite("What the law says of procedures") struct ReconsiderationLawTests {
  private let day = LocalDate(daysSinceEpoch: 20_781)

  private func procedure(_ id: String) throws -> Procedure { try #require(EveryTransitionTests.rules?.procedure(id)) }

  private func facts(
    _ data: [String: String] = [:], clocks: [String: ClockFact] = [:], history: [String: Int] = [:]
  ) -> CaseFacts {
    CaseFacts(day: day, receivedOn: day, data: data, clocks: clocks, history: history)
  }

  @Test("第31条: one notice of correction only")
  func correctionOnce() throws {
    let law = try procedure("reconsideration")
    let open = ["ar.review": ClockFact(state: .running), "ar.supplement.notice": ClockFact(state: .running)]
    let given = ["items": "身份证明"]
    let first = try law.step("ask_supplement", from: "application_received", given: given, facts: facts(clocks: open))
    #expect(first.to == "supplement_pending")
    #expect(throws: Procedure.StepRefusal.self) {
      try law.step(
        "ask_supplement", from: "application_received", given: given,
        facts: facts(clocks: open, history: ["ask_supplement": 1]))
    }
  }

  @Test("第30条第3款: silence accepts, and nobody refuses after that", arguments: ["ar.review", "ar.supplement.review"])
  func silenceAccepts(rule: String) throws {
    let law = try procedure("reconsideration")
    let over = facts(clocks: [rule: ClockFact(state: .expired, lastDay: day)])
    let deemed = try law.step("review_period_expired", from: "application_received", given: [:], facts: over)
    #expect(deemed.isAutomatic)
    #expect(deemed.settles["acceptance"] == "deemed")
    #expect(law.clock(rule)?.effect(in: "application_received")?.event == "review_period_expired")
    #expect(throws: Procedure.StepRefusal.self) {
      try law.step(
        "refuse", from: "application_received",
        given: ["failed_condition": "no_interest", "document_number": "1"], facts: over)
    }
  }

  @Test("第31条第2款: abandonment is proposed, never recorded by itself")
  func abandonmentIsProposed() throws {
    let effect = try #require(try procedure("reconsideration").clock("ar.supplement.submit")?.onExpiry.first)
    #expect(effect.consequence == .propose(event: "supplement_expired"))
  }

  @Test(
    "第63条至第73条: kinds of decision",
    arguments: [
      ("change", "63"), ("annul", "64"), ("confirm_illegal", "65"), ("order_perform", "66"), ("confirm_void", "67"),
      ("uphold", "68"), ("reject_claim", "69"), ("agreement_liability", "71"), ("compensation", "72"),
      ("mediation_letter", "73"),
    ])
  func kindsOfDecision(code: String, article: String) throws {
    let value = try #require(try procedure("reconsideration").datum("decision")?.value(code))
    #expect(value.basis == "行政复议法第\(article)条")
  }

  @Test("第70条: without a reply the act cannot be upheld", arguments: [("uphold", false), ("annul", true)])
  func noReply(decision: String, isAllowed: Bool) throws {
    let given = ["decision": decision, "document_number": "1", "approval": "head"]
    let known = given.merging(["reply_state": "none"]) { one, _ in one }
    let step = try? procedure("reconsideration").step("decide", from: "deliberation", given: given, facts: facts(known))
    #expect((step != nil) == isAllowed)
  }

  @Test("第62条: thirty days more, once, in the ordinary procedure", arguments: [("30", true), ("31", false)])
  func extensions(days: String, isAllowed: Bool) throws {
    let given = ["days": days, "approved_by": "head_of_reconsideration_body"]
    let ordinary = given.merging(["procedure_kind": "ordinary"]) { one, _ in one }
    let running = ["ar.decide.ordinary": ClockFact(state: .running)]
    let law = try procedure("reconsideration")
    let step = try? law.step("extend", from: "deliberation", given: given, facts: facts(ordinary, clocks: running))
    #expect((step != nil) == isAllowed)
    let again = ["ar.decide.ordinary": ClockFact(state: .running, extensions: 1)]
    #expect(throws: Procedure.StepRefusal.self) {
      try law.step("extend", from: "deliberation", given: given, facts: facts(ordinary, clocks: again))
    }
  }

  @Test("第41条第5项: sixty days of suspension end the case on grounds 1, 2 and 4 only")
  func suspension() throws {
    let law = try procedure("reconsideration")
    let over = ["ar.terminate_after_suspension": ClockFact(state: .expired)]
    for item in 1...10 {
      let step = try? law.step(
        "suspended_60_days", from: "suspended", given: [:],
        facts: facts(["suspension_ground": "item_\(item)"], clocks: over))
      #expect((step != nil) == [1, 2, 4].contains(item), "item \(item)")
    }
  }

  @Test("信访工作条例第36条: the recheck opinion is final")
  func recheckIsFinal() throws {
    let petition = try procedure("petition")
    #expect(petition.transitions(from: "closed_recheck_final").isEmpty)
    let exclusivity = try #require(EveryTransitionTests.rules).exclusivity
    let standings = exclusivity.standings(procedure: "petition", state: "closed_recheck_final", data: [:]).map(\.id)
    #expect(standings == ["petition_rechecked"])
    for family in [ProcedureFamily.petition, .hotline] {
      #expect(!exclusivity.refusals(of: family, standings: Set(standings)).isEmpty)
    }
    #expect(exclusivity.refusals(of: .mediation, standings: Set(standings)).isEmpty)
  }

  @Test("行政复议法第29条: no double track")
  func noDoubleTrack() throws {
    let exclusivity = try #require(EveryTransitionTests.rules).exclusivity
    // Every cell but one: what is in court is in court.
    #expect(exclusivity.rules.count == exclusivity.standings.count * ProcedureFamily.allCases.count - 1)
    #expect(exclusivity.rule("court_accepted", .litigation) == nil)
    #expect(exclusivity.rule("court_accepted", .reconsideration)?.verdict == .refused)
    #expect(exclusivity.rule("reconsideration_accepted", .litigation)?.verdict == .refused)
    let court = exclusivity.standings(
      procedure: "litigation_separation", state: "in_procedure", data: ["channel": "court"])
    #expect(court.map(\.id) == ["court_accepted"])
    #expect(
      exclusivity.standings(
        procedure: "litigation_separation", state: "in_procedure", data: ["channel": "public_security"]
      ).isEmpty)
  }

  @Test("人民调解法第17条、第33条: consent first, confirmation together and in time")
  func mediation() throws {
    let mediation = try procedure("people_mediation")
    #expect(
      mediation.transitions(from: "consent_check").contains { $0.event == "other_side_refuses" && $0.to == "refused" })
    let together = ["all_parties_agree": "true", "about_status": "false"]
    let running = ["pm.confirm.apply": ClockFact(state: .running)]
    let step = try mediation.step(
      "apply_confirmation", from: "agreement_written", given: together, facts: facts(together, clocks: running))
    #expect(step.to == "confirmation_pending")
    let late = ["pm.confirm.apply": ClockFact(state: .expired)]
    let status = ["all_parties_agree": "true", "about_status": "true"]
    for (given, clocks) in [(together, late), (status, running)] {
      #expect(throws: Procedure.StepRefusal.self) {
        try mediation.step(
          "apply_confirmation", from: "agreement_written", given: given, facts: facts(given, clocks: clocks))
      }
    }
  }
}
