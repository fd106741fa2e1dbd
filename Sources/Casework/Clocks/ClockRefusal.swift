/// What a rule does not allow: which rule, which article, why. The ledger stays as it was.
public struct ClockRefusal: Error, Sendable, Hashable {
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case unknownRule = "unknown_rule"
    case notInForce = "not_in_force"
    case beforeStart = "before_start"
    case inTheFuture = "in_the_future"
    case endsBeforeItBegins = "ends_before_it_begins"
    case notSuspendable = "not_suspendable"
    case nothingExcluded = "nothing_excluded"
    case unknownGround = "unknown_ground"
    case notSuspended = "not_suspended"
    case notExtendable = "not_extendable"
    case wrongUnit = "wrong_unit"
    case badLength = "bad_length"
    case beyondCap = "beyond_cap"
    case extendedTooOften = "extended_too_often"
    case wrongApprover = "wrong_approver"
    case expired
    case stopped
    case unknownCorrection = "unknown_correction"
    case correctionTwice = "correction_twice"
    case correctionOutOfOrder = "correction_out_of_order"
    case postedAfterReceipt = "posted_after_receipt"
    case outOfRange = "out_of_range"
  }

  public var reason: Reason
  /// The rule's identifier.
  public var rule: String
  /// Law and article; `nil` where no rule is known.
  public var article: String?
  public var wording: Bilingual

  public init(_ reason: Reason, rule: String, article: String?, wording: Bilingual) {
    self.reason = reason
    self.rule = rule
    self.article = article
    self.wording = wording
  }

  init(_ reason: Reason, _ rule: DeadlineRule, _ zh: String, _ en: String) {
    self.init(reason, rule: rule.id, article: rule.basis, wording: Bilingual(zh, en))
  }

  static func unknownRule(_ id: String) -> ClockRefusal {
    ClockRefusal(.unknownRule, rule: id, article: nil, wording: Bilingual("没有期限规则 \(id)", "there is no rule \(id)"))
  }

  static func notInForce(_ rule: DeadlineRule, _ start: LocalDate) -> ClockRefusal {
    if let to = rule.inForce.to, start > to {
      return ClockRefusal(
        .notInForce, rule, "\(rule.id) 只适用至 \(to)，\(start) 起算的期限没有已知的现行规定",
        "\(rule.id) was in force to \(to); no version is known for a start on \(start)")
    }
    return ClockRefusal(
      .notInForce, rule, "\(start) 时 \(rule.id) 尚未施行", "\(rule.id) was not yet in force on \(start)")
  }
}

extension ClockRefusal: CustomStringConvertible {
  public var description: String { "\(rule) (\(article ?? "-")): \(wording.en)" }
}
