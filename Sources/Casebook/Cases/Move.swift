public import Casework
public import Messages

/// What an officer asks for: one step of a case.
public struct Move: Sendable, Hashable {
  public var number: String
  public var event: String
  public var actor: String
  public var organ: String?
  public var reason: String
  public var data: [ExtraField]
  /// The sequence number that the officer saw; another one now means that somebody was faster. `nil`: whatever it is.
  public var expectedSequence: Int?

  public init(
    number: String, event: String, actor: String, organ: String? = nil, reason: String, data: [ExtraField] = [],
    expectedSequence: Int? = nil
  ) {
    self.number = number
    self.event = event
    self.actor = actor
    self.organ = organ
    self.reason = reason
    self.data = data
    self.expectedSequence = expectedSequence
  }
}

/// Why a step was refused; the case is unchanged.
public enum MoveRefusal: Error, Sendable, Hashable {
  /// The case's procedure does not allow the event in this state; `allowed` is what it does allow.
  case notAllowed(event: String, state: String, allowed: [Transition])
  /// The route is a proposal that a person has to confirm first.
  case awaitsConfirmation(event: String)
  /// The case is closed.
  case closed(state: String)
  /// A datum that the step asks for is missing or of the wrong form.
  case datum(RequiredDatum)
  /// `actor` or `reason` is empty or too long.
  case emptyField(String)
  case tooLong(field: String, limit: Int)
  /// Somebody else has moved the case since.
  case overtaken(expected: Int, actual: Int)
  /// The route named for a rerouting is unknown, or the one the case has.
  case badRoute(String)

  /// The words for the officer: what is wrong and what can be done.
  public var wording: Bilingual {
    switch self {
    case .notAllowed(let event, let state, let allowed):
      Bilingual(
        "当前状态 \(state) 不允许 \(event)。可以办理：\(allowed.map { "\($0.event)（\($0.title.zh)）" }.joined(separator: "、"))",
        "\(event) is not allowed in state \(state). Allowed: \(allowed.map(\.event).joined(separator: ", "))")
    case .awaitsConfirmation(let event):
      Bilingual(
        "本案路径待人工确认，不能 \(event)。先办理 confirm_route（确认）或 reroute（改道，--data route=…）",
        "the route awaits confirmation, \(event) has to wait: confirm_route or reroute (--data route=…) first")
    case .closed(let state): Bilingual("案件已办结（\(state)），不能再变动", "the case is closed (\(state))")
    case .datum(let datum):
      Bilingual(
        "需要 --data \(datum.name)=…（\(datum.title.zh)，\(datum.form.wording.zh)）",
        "--data \(datum.name)=… is needed (\(datum.title.en), \(datum.form.wording.en))")
    case .emptyField(let field): Bilingual("\(field) 不能为空", "\(field) must not be empty")
    case .tooLong(let field, let limit): Bilingual("\(field) 超过 \(limit) 字", "\(field) is longer than \(limit)")
    case .overtaken(let expected, let actual):
      Bilingual(
        "案件已被他人变动（您看到第 \(expected) 步，现为第 \(actual) 步），请重新查看",
        "somebody else has moved the case (you saw step \(expected), it is at \(actual)): look again")
    case .badRoute(let route): Bilingual("路径 \(route) 不存在或与现路径相同", "route \(route) is unknown or the present one")
    }
  }
}
