import Casework
import Database
import Foundation
import Messages
import Rulebook
import Testing

@testable import Casebook

/// Every transition of every procedure of `Config/`, taken through the casebook from every state that has it.
@Suite("Every transition")
struct EveryTransitionTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let rules = Result {
    try Rulebook.load(
      configFolder: root.appending(path: "Config").path, topicsFolder: root.appending(path: "Topics").path)
  }

  static var procedures: [String] { ((try? rules.get())?.procedures ?? []).map(\.id) }

  @Test("the rules of the repository are read")
  func rulesAreThere() throws {
    #expect(try Self.rules.get().procedures.count == 7)
  }

  @Test("a step is taken as written or refused with its reason, and nothing else changes", arguments: procedures)
  func everyStep(of id: String) async throws {
    let rules = try Self.rules.get()
    let procedure = try #require(rules.procedure(id))
    try await withCasebook { fixture in
      var (taken, refused, offset) = (0, 0, Int64(0))
      for state in procedure.states {
        let casebook = try await Casebook(
          database: fixture.database, procedures: rules.procedures,
          routes: [
            RouteAssignment(
              route: .hotline, docket: .workOrder, procedure: id, firstState: state.id, awaitsConfirmation: false)
          ], law: ClockLaw(deadlines: rules.deadlines, calendar: rules.workingCalendar), numberPrefix: "QY",
          now: { CasebookFixture.start + 3_600_000 })
        for transition in procedure.transitions(from: state.id) {
          offset += 1
          let opening = try await casebook.open([CasebookFixture.newCase("\(offset)", offset: offset)], positions: [])
          guard case .opened(let number)? = opening.first else { throw CasebookError.inconsistent("not opened") }
          if try await take(transition, number.description, procedure, casebook) { taken += 1 } else { refused += 1 }
        }
      }
      #expect(taken > 0 && offset > 5, "\(id): \(taken) taken, \(refused) refused")
      #expect(try await fixture.casebook.auditReplay().faults.filter { !$0.subject.hasPrefix("clock") } == [])
      #expect(try await fixture.casebook.auditChains().faults == [])
    }
  }

  /// Whether the step was taken; everything about it, or about its refusal, is checked.
  private func take(
    _ transition: Transition, _ number: String, _ procedure: Procedure, _ casebook: Casebook
  ) async throws -> Bool {
    let before = try await casebook.caseFile(number).summary
    let data = (transition.requires + transition.needs).map { ExtraField(name: $0.name, value: value(of: $0)) }
    var move = Move(
      number: number, event: transition.event, actor: "李某", role: transition.actors.first, organ: "某局", reason: "试",
      data: data, expectedSequence: before.sequence)
    // Nobody's role, and the system's from outside.
    for role in ["nobody", Transition.system] {
      var wrong = move
      wrong.role = role
      await #expect(throws: MoveRefusal.self, "\(transition.event) by \(role)") { try await casebook.move(wrong) }
    }
    let isAlone = procedure.transitions(from: before.state).count { $0.event == transition.event } == 1
    for datum in transition.requires where isAlone {
      var bare = move
      bare.data.removeAll { $0.name == datum.name }
      await #expect(throws: MoveRefusal.self, "\(transition.event) without \(datum.name)") {
        try await casebook.move(bare)
      }
    }
    #expect(try await casebook.caseFile(number).summary == before)
    if transition.isAutomatic { return false }
    move.expectedSequence = before.sequence
    do {
      let event = try await casebook.move(move)
      #expect(event.to == transition.to || procedure.transitions(from: before.state).contains { $0.to == event.to })
      #expect(event.effects.role == move.role && event.sequence == before.sequence + 1)
      let file = try await casebook.caseFile(number)
      #expect((file.summary.closedAt != nil) == (procedure.state(file.summary.state)?.isTerminal == true))
      return true
    } catch let refusal as MoveRefusal {
      switch refusal {
      // A case in this state for no other reason than this test lacks what earlier steps would have made.
      case .guards, .clock, .badLink, .datum, .closed: break
      // Of several steps with one event another one fitted, for another role.
      case .role where !isAlone: break
      default: Issue.record("\(procedure.id) \(transition.event): \(refusal.wording.en)")
      }
      #expect(!refusal.wording.zh.isEmpty && !refusal.wording.en.isEmpty)
      #expect(try await casebook.caseFile(number).summary == before)
      return false
    }
  }

  private func value(of datum: RequiredDatum) -> String {
    let today = LocalDate(instant: CasebookFixture.start)
    let day = datum.tense == .future ? today.adding(days: 20) : today
    switch datum.form {
    case .text: return "文字"
    case .organ: return "某局"
    case .caseNumber: return "QY20261123-0000018-1"
    case .date: return day.description
    case .timestamp: return Timestamp.format(day.start() + 9 * 3_600_000)
    case .integer, .amount: return "1"
    case .boolean: return "true"
    case .oneOf(let values): return values.first?.code ?? ""
    }
  }
}
