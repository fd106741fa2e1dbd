public import Casebook
public import Casework

/// What may be done with a case now.
public enum CaseSteps {
  /// The steps of its procedure; while the route is a proposal, what a person can make of that.
  public static func open(to file: CaseFile) -> [Transition] {
    guard file.summary.closedAt == nil, file.summary.awaitsConfirmation else { return file.allowed }
    let state = file.summary.state
    let basis = "个人信息保护法第24条第3款"
    let route = RequiredDatum(
      name: "route", title: Bilingual("新路径", "the new route"),
      form: .oneOf(RouteCode.allCases.map { DatumValue(code: $0.rawValue, title: $0.title) }))
    return [
      Transition(
        event: "confirm_route", title: Bilingual("确认路径", "confirm the route"), from: [state], to: state,
        actors: ["officer"], basis: basis, verified: .primary),
      Transition(
        event: "reroute", title: Bilingual("改道", "send it another way"), from: [state], to: state, actors: ["officer"],
        basis: basis, verified: .primary, requires: [route]),
    ]
  }
}
