import Casework
import Messages

/// Messages made up from a number, so that over some rounds every code is written once.
enum Made {
  static func entry(_ submission: Submission, _ canonical: [UInt8], _ round: Int) -> DocketEntry {
    let routes = RouteCode.allCases
    let dockets = Docket.allCases
    let standings = LegalBasis.Standing.allCases
    let count = round % 4 + 1
    return DocketEntry(
      key: submission.key, kind: submission.kind, request: round % count + 1, requestCount: count,
      isPrimary: round.isMultiple(of: 2), docket: dockets[round % dockets.count],
      decision: RouteDecision(
        route: routes[round % routes.count], gate: "G\(round % 20)",
        confidence: RouteDecision.Confidence.allCases[round % 3],
        reasons: (0..<round % 3).map {
          RouteReason(signal: "s\($0)", field: "text", words: "词", offset: $0 == 0 ? nil : $0)
        },
        articles: (0..<round % 5).map { LegalBasis(text: "第\($0)条", standing: standings[$0 % standings.count]) },
        flags: round % 3 == 0 ? [] : ["short_deadline"], secondary: round % 3 == 1 ? [.court, .petition] : [],
        confirm: round % 3 == 2 ? ["route"] : []),
      excerpt: round.isMultiple(of: 3) ? nil : "一段", decidedAt: 1_795_406_400_000 + Int64(round),
      listVersion: "sha256:00",
      origin: .init(topic: submission.kind.topic, partition: Int32(round % 12), offset: Int64(round)),
      contentDigest: "hmac-sha256:00", submission: canonical)
  }

  static func event(_ round: Int) -> CaseEvent {
    let number = "QY20261123-000017\(round % 10)-1"
    if round % 7 == 6 { return .sealed(number: number, sequence: round + 1, at: Int64(round)) }
    return CaseEvent(
      number: number, sequence: round + 1, event: "accept", procedure: "petition",
      docket: Docket.allCases[round % Docket.allCases.count],
      route: RouteCode.allCases[round % RouteCode.allCases.count],
      from: round.isMultiple(of: 2) ? nil : "received", to: "accepted", at: Int64(round) * 86_400_000,
      actor: "officer-1",
      organ: round.isMultiple(of: 3) ? nil : "某局", reason: round.isMultiple(of: 5) ? "" : "理由",
      basis: "信访工作条例第22条", data: round.isMultiple(of: 2) ? [] : [ExtraField(name: "on", value: "2026-11-23")],
      outcome: round.isMultiple(of: 4) ? "done" : nil, effects: effects(round),
      previousHash: round == 0 ? "" : "sha256:aa", hash: "sha256:bb",
      isSealed: false)
  }

  static func effects(_ round: Int) -> CaseEffects {
    guard !round.isMultiple(of: 5) else { return CaseEffects() }
    let kind = ClockChange.Kind.allCases[round % ClockChange.Kind.allCases.count]
    let day = LocalDate(daysSinceEpoch: 20_780 + round)
    return CaseEffects(
      role: "organ", day: round.isMultiple(of: 2) ? day : nil,
      place: round.isMultiple(of: 3)
        ? CasePlace(
          procedure: "petition", docket: Docket.allCases[round % Docket.allCases.count],
          route: RouteCode.allCases[round % RouteCode.allCases.count], awaitsConfirmation: round.isMultiple(of: 2),
          isSealed: false) : nil,
      assignee: round % 7 == 1 ? "" : round % 7 == 2 ? "officer-2" : nil,
      clocks: [
        ClockChange(
          kind, "ar.review#2", rule: "ar.review", version: day, at: .day(day), until: .instant(Int64(round) * 60_000),
          ground: "item_5", length: round, unit: "calendar_days", approver: "head", event: "accept"),
        ClockChange(.stop, "ar.copy", at: .instant(1_795_406_400_000)),
      ],
      links: [CaseLink(CaseLinkKind.allCases[round % CaseLinkKind.allCases.count], "QY20261123-0000190-1")],
      correction: round % 6 == 1
        ? CaseCorrection(sequence: round, event: round.isMultiple(of: 4) ? nil : "accept", approver: "officer-3")
        : nil)
  }

  static func alert(_ round: Int) -> Alert {
    let number = "QY20261123-000017\(round % 10)-1"
    if round % 7 == 6 { return .sealed(number: number, sequence: round + 1, at: Int64(round)) }
    return Alert(
      number: number, sequence: round + 1, at: Int64(round) * 86_400_000, isSealed: false,
      level: Alert.Level.allCases[round % 4], procedure: "petition",
      docket: Docket.allCases[round % Docket.allCases.count],
      state: "accepted", clock: "pt.handle", rule: "pt.handle",
      due: round.isMultiple(of: 3) ? nil : .day(LocalDate(daysSinceEpoch: 20_780 + round)),
      isProvisional: round.isMultiple(of: 2), event: round.isMultiple(of: 2) ? "overdue" : nil,
      basis: "信访工作条例第34条", text: Bilingual("届满", "over"))
  }
}
