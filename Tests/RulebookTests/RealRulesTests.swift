import Casework
import Foundation
import Rulebook
import Testing

@Suite("The rules that ship") struct RealRulesTests {
  @Test func haveNoFault() throws {
    let list = Rulebook.check(configFolder: RepositoryRules.config, topicsFolder: RepositoryRules.topics)
    #expect(list.faults.map(\.description) == [])
  }

  @Test func giveEveryRouteAnOpening() throws {
    let rules = try RepositoryRules.load()
    for code in RouteCode.allCases {
      let row = rules.routes[code]
      #expect(row.route == code)
      let procedure = try #require(rules.procedure(for: code))
      #expect(procedure.openingStates.contains(row.firstState))
      #expect(!procedure.transitions(from: row.firstState).isEmpty)
    }
  }

  /// Rule K9: what the machine may only propose.
  @Test func letAPersonConfirmWhatTheLawAsks() throws {
    let routes = try RepositoryRules.load().routes
    let waiting = RouteCode.allCases.filter { routes[$0].awaitsConfirmation }
    #expect(
      Set(waiting)
        == Set(RouteCode.allCases.filter { $0.rawValue.hasPrefix("litsep.") } + [.supervision, .notAccepted]))
  }

  @Test(arguments: [
    (RouteCode.hotline, Docket.workOrder), (.emergency, .workOrder), (.clarify, .workOrder),
    (.infoDisclosure, .workOrder), (.notAccepted, .workOrder), (.petition, .petition),
    (.peopleMediation, .mediation), (.administrativeMediation, .mediation), (.reconsideration, .reconsideration),
    (.court, .litigationSeparation), (.adjudication, .litigationSeparation), (.supervision, .supervision),
  ])
  func sendRoutesToTheirDockets(route: RouteCode, docket: Docket) throws {
    #expect(try RepositoryRules.load().routes[route].docket == docket)
  }

  @Test func reachEveryStateAndEndEveryCase() throws {
    let rules = try RepositoryRules.load()
    #expect(
      rules.procedures.map(\.id).sorted() == [
        "administrative_mediation", "hotline_work_order", "litigation_separation", "people_mediation", "petition",
        "reconsideration", "supervision",
      ])
    for procedure in rules.procedures {
      var reached = Set(procedure.openingStates)
      var frontier = procedure.openingStates
      while let state = frontier.popLast() {
        for step in procedure.transitions(from: state) where reached.insert(step.to).inserted {
          frontier.append(step.to)
        }
      }
      #expect(reached == Set(procedure.states.map(\.id)), "\(procedure.id)")
      // From every state some end can be reached.
      var ending = Set(procedure.states.filter(\.isTerminal).map(\.id))
      var grew = true
      while grew {
        let more = procedure.transitions.filter { ending.contains($0.to) }.flatMap(\.from).filter {
          !ending.contains($0)
        }
        ending.formUnion(more)
        grew = !more.isEmpty
      }
      #expect(ending == Set(procedure.states.map(\.id)), "\(procedure.id)")
    }
  }

  @Test func onlySupervisionIsAnOfficeRule() throws {
    let procedures = try RepositoryRules.load().procedures
    #expect(procedures.filter(\.isOfficeRule).map(\.id) == ["supervision"])
  }

  @Test func spellOutTheLaws() throws {
    let procedure = try #require(try RepositoryRules.load().procedure("reconsideration"))
    let suspend = try #require(procedure.transitions.first { $0.event == "suspend" })
    #expect(suspend.basis == "行政复议法第39条")
    #expect(suspend.verified == .primary)
    let fail = try #require(
      try RepositoryRules.load().procedure("people_mediation")?.transitions.first { $0.event == "fail" })
    #expect(fail.basis == "人民调解法第23条、第26条; 人民调解工作若干规定第33条")
  }

  @Test func giveOutcomesTheirKind() throws {
    let procedure = try #require(try RepositoryRules.load().procedure("reconsideration"))
    let annulled = try #require(procedure.outcome(in: "closed", data: ["decision": "annul"]))
    #expect(annulled.code == "decided")
    #expect(annulled.detail == "annul")
    #expect(annulled.detailTitle?.zh == "撤销或部分撤销（可责令重作）")
    let agreed = try #require(procedure.transitions.first { $0.event == "mediation_agreed" })
    #expect(procedure.outcome(in: "closed", data: agreed.settles)?.detail == "mediation_letter")
    #expect(procedure.outcome(in: "deliberation", data: [:]) == nil)
    #expect(procedure.datum("decision")?.value("uphold")?.isCorrection == false)
    #expect(procedure.datum("decision")?.value("annul")?.isCorrection == true)
    #expect(procedure.datum("decision")?.value("compensation")?.isCorrection == nil)
  }

  /// A person decides by the nine kinds of decision; the mediation letter comes from mediation alone.
  @Test func narrowWhatAStepMayBeTold() throws {
    let procedure = try #require(try RepositoryRules.load().procedure("reconsideration"))
    let decide = try #require(procedure.transitions.first { $0.event == "decide" })
    let decision = try #require(decide.requires.first { $0.name == "decision" })
    guard case .oneOf(let values) = decision.form else {
      Issue.record("the decision is no choice")
      return
    }
    #expect(values.count == 9)
    #expect(!values.contains { $0.code == "mediation_letter" })
  }

  @Test(arguments: [(2024, 251), (2025, 248), (2026, 248)])
  func countTheWorkingDays(year: Int, days: Int) throws {
    let calendar = try #require(try RepositoryRules.load().calendar.first { $0.year == year })
    #expect(calendar.workingDays == days)
  }

  @Test(arguments: [
    ("2026-02-14", true), ("2026-02-15", false), ("2026-02-23", false), ("2026-02-24", true), ("2026-10-10", true),
    ("2026-10-11", false), ("2026-01-04", true),
  ])
  func knowMakeUpDays(date: String, isWorked: Bool) throws {
    let calendar = try #require(try RepositoryRules.load().calendar.first { $0.year == 2026 })
    #expect(calendar.isWorkingDay(try #require(LocalDate(date))) == isWorked)
  }

  @Test func planTheTopicsOfTheFlow() throws {
    let rules = try RepositoryRules.load()
    for docket in Docket.allCases { #expect(rules.topic(docket.topic) != nil) }
    let hotline = try #require(rules.topic("intake.hotline"))
    #expect(hotline.embeddedPartitions == 6)
    #expect(hotline.retention.milliseconds == 604_800_000)
    #expect(hotline.holdsPersonalData)
    #expect(hotline.schema == "schemas/submission.hotline.v1.json")
    #expect(Docket.allCases.allSatisfy { rules.topic($0.topic)?.schema == "schemas/docket-entry.v1.json" })
    let positions = try #require(rules.topic("relay-positions"))
    #expect(positions.embeddedPartitions == 1)
    #expect(positions.cleanup == .compact)
    #expect(positions.retention == .forever)
  }

  @Test func nameTheOrganThatNeverHandles() throws {
    let organs = try RepositoryRules.load().organs
    #expect(organs.count == 29)
    #expect(organs.filter(\.neverHandles).map(\.id) == ["supervision"])
  }
}
