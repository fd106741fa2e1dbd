public import Casework

/// Why a step was refused; the case is unchanged.
public enum MoveRefusal: Error, Sendable, Hashable {
  /// The case's procedure does not allow the event in this state; `allowed` is what it does allow.
  case notAllowed(event: String, state: String, allowed: [Transition])
  /// The route is a proposal that a person has to confirm first.
  case awaitsConfirmation(event: String)
  /// The case is closed.
  case closed(state: String)
  /// The step is for other roles.
  case role(event: String, given: String?, allowed: [String])
  /// What the law asks for does not hold.
  case guards(Transition, failed: [Guard])
  /// A datum that the step asks for is missing, of the wrong form, or a day on the wrong side of the step's.
  case datum(RequiredDatum)
  /// The day of the step cannot be.
  case day(DayFault, LocalDate, limit: LocalDate)
  /// The rule of a clock does not allow it.
  case clock(ClockRefusal)
  /// `actor` or `reason` is empty or too long.
  case emptyField(String)
  case tooLong(field: String, limit: Int)
  /// Somebody else has moved the case since.
  case overtaken(expected: Int, actual: Int)
  /// The route named for a rerouting is unknown, or the one the case has.
  case badRoute(String)
  /// A link names no other case, or no kind of link.
  case badLink(String)
  /// The event cannot be corrected.
  case notCorrectable(sequence: Int)
  /// Who made a mistake's correction cannot approve it.
  case ownApproval
  /// With the correction, a later event could not have happened.
  indirect case laterImpossible(sequence: Int, event: String, because: MoveRefusal)

  public enum DayFault: String, Sendable, Hashable, CaseIterable {
    case beforeReceipt = "before-receipt"
    case inFuture = "in-future"
  }

  /// The words for the officer: what is wrong and what can be done.
  public var wording: Bilingual {
    switch self {
    case .notAllowed(let event, let state, let allowed):
      Bilingual(
        "当前状态 \(state) 不允许 \(event)。可以办理：\(Self.list(allowed.map { "\($0.event)（\($0.title.zh)）" }, "、"))",
        "\(event) is not allowed in state \(state). Allowed: \(Self.list(allowed.map(\.event), ", "))")
    case .awaitsConfirmation(let event):
      Bilingual(
        "本案路径待人工确认，不能 \(event)。先办理 confirm_route（确认）或 reroute（改道，--data route=…）",
        "the route awaits confirmation, \(event) has to wait: confirm_route or reroute (--data route=…) first")
    case .closed(let state): Bilingual("案件已办结（\(state)），不能再变动", "the case is closed (\(state))")
    case .role(let event, nil, let allowed):
      Bilingual(
        "\(event) 要写明以何身份办理：--role \(allowed.joined(separator: " 或 "))",
        "say in which role \(event) is done: --role \(allowed.joined(separator: " or "))")
    case .role(let event, let given?, let allowed):
      Bilingual(
        "\(event) 不由 \(given) 办理，而由 \(allowed.joined(separator: " 或 ")) 办理",
        "\(event) is not for \(given) but for \(allowed.joined(separator: " or "))")
    case .guards(let transition, let failed):
      Bilingual(
        "\(transition.event)（\(transition.title.zh)）的条件不具备："
          + failed.map { "\($0.wording.zh)（\($0.basis ?? transition.basis)）" }.joined(separator: "；"),
        "what \(transition.event) needs does not hold: "
          + failed.map { "\($0.wording.en) (\($0.basis ?? transition.basis))" }.joined(separator: "; "))
    case .datum(let datum): datum.demand
    case .day(.beforeReceipt, let day, let limit):
      Bilingual("办理日 \(day) 早于收件日 \(limit)", "the step's day \(day) is before the receipt on \(limit)")
    case .day(.inFuture, let day, let limit):
      Bilingual("办理日 \(day) 在今天（\(limit)）之后", "the step's day \(day) is after today (\(limit))")
    case .clock(let refusal):
      Bilingual(
        "期限规则 \(refusal.rule)（\(refusal.article ?? "-")）不允许：\(refusal.wording.zh)",
        "the rule \(refusal.rule) (\(refusal.article ?? "-")) does not allow it: \(refusal.wording.en)")
    case .emptyField(let field): Bilingual("\(field) 不能为空", "\(field) must not be empty")
    case .tooLong(let field, let limit): Bilingual("\(field) 超过 \(limit) 字", "\(field) is longer than \(limit)")
    case .overtaken(let expected, let actual):
      Bilingual(
        "案件已被他人变动（您看到第 \(expected) 步，现为第 \(actual) 步），请重新查看",
        "somebody else has moved the case (you saw step \(expected), it is at \(actual)): look again")
    case .badRoute(let route): Bilingual("路径 \(route) 不存在或与现路径相同", "route \(route) is unknown or the present one")
    case .badLink(let number):
      Bilingual("不能与 \(number) 关联：没有这个案件或关联种类，或就是本案", "no link to \(number): no such case or kind, or this case itself")
    case .notCorrectable(let sequence):
      Bilingual(
        "第 \(sequence) 步不能更正：没有这一步、是立案或更正本身、或案件已转到别的程序",
        "step \(sequence) cannot be corrected: there is none, it is the opening or a correction, or the case has changed its procedure"
      )
    case .ownApproval: Bilingual("更正须由经办人以外的人批准", "a correction is approved by somebody else than the one who makes it")
    case .laterImpossible(let sequence, let event, let because):
      Bilingual(
        "如此更正，第 \(sequence) 步 \(event) 就不可能：\(because.wording.zh)。请先更正该步",
        "with this correction step \(sequence), \(event), would not be possible: \(because.wording.en). Correct that step first"
      )
    }
  }

  private static func list(_ words: [String], _ separator: String) -> String {
    words.isEmpty ? "—" : words.joined(separator: separator)
  }
}

extension ProcedureDatum {
  /// What is missing, and what to give.
  var demand: Bilingual {
    let limit: Bilingual =
      switch tense {
      case .past: Bilingual("，不晚于办理日", ", not after the step's day")
      case .future: Bilingual("，不早于办理日", ", not before the step's day")
      case nil: Bilingual("", "")
      }
    return Bilingual(
      "需要 --data \(name)=…（\(title.zh)，\(form.wording.zh)\(limit.zh)）",
      "--data \(name)=… is needed (\(title.en), \(form.wording.en)\(limit.en))")
  }
}
