import Casework

/// What a rule has to keep beyond the form of its row.
struct DeadlineCheck {
  let rule: Placed<DeadlineRule>
  let faults: FaultCollector
  let groups: Set<String>

  private var value: DeadlineRule { rule.value }

  func run() {
    units()
    direction()
    source()
    for group in value.suspendsOn + value.excludedTime where !groups.contains(group) {
      fault("unknown-ground", "Config/grounds.yaml 中没有 \(group)", "there is no group \(group) in Config/grounds.yaml")
    }
    for event in value.pausesOn + value.restartsOn where CorrectionEvent(rawValue: event) == nil {
      fault("unknown-correction", "不是补正事件：\(event)", "not an event of a supplement: \(event)")
    }
    if !value.pausesOn.isEmpty, value.restartsOn.isEmpty {
      fault("waits-for-ever", "有 pauses_on 而没有 restarts_on", "it pauses and nothing restarts it")
    }
  }

  private func units() {
    if (value.unit == .workingDays) != (value.rollOver == .notApplicable) {
      fault(
        "bad-roll-over", "roll_over 为 not_applicable 当且仅当以工作日计",
        "roll_over is not_applicable for working days, and only there")
    }
    if value.unit == .hours {
      if value.rollOver != .never { fault("bad-roll-over", "以小时计的期限不顺延", "a period in hours does not roll over") }
      if !value.suspendsOn.isEmpty || !value.excludedTime.isEmpty || !value.restartsOn.isEmpty {
        fault("hours-stand-still", "以小时计的期限不中止", "a period in hours is never suspended")
      }
    } else if value.length == 0 {
      fault("no-length", "长度应至少为 1", "the length must be 1 at least")
    }
    if let unit = value.extendable?.unit, (unit == .hours) != (value.unit == .hours) {
      fault("bad-extension-unit", "延长的单位与期限不合", "the extension's unit does not fit the period's")
    }
  }

  private func direction() {
    guard value.direction == .backward else { return }
    if value.extendable != nil || !value.suspendsOn.isEmpty || !value.excludedTime.isEmpty || !value.restartsOn.isEmpty
    {
      fault("backward", "倒算的期限不延长、不中止", "a period counted back is neither extended nor suspended")
    }
  }

  private func source() {
    if value.level == .unverified, value.isVerified {
      fault("verified", "level 为 unverified 时 verified 应为 false", "level is unverified, so verified must be false")
    }
    if (value.currency == .superseded) != (value.inForce.to != nil) {
      fault(
        "superseded", "current 为 superseded 当且仅当写明 in_force.to",
        "current is superseded where in_force.to is given, and only there")
    }
  }

  private func fault(_ rule: String, _ zh: String, _ en: String) {
    faults.add(rule, at: self.rule.place, Bilingual("\(value.id)：\(zh)", "\(value.id): \(en)"))
  }

  /// Versions of one rule may not be in force on the same day; one rule has one procedure.
  static func versions(_ rules: [Placed<DeadlineRule>], _ faults: FaultCollector) {
    for (index, rule) in rules.enumerated() {
      for earlier in rules[..<index] where earlier.value.id == rule.value.id {
        let (a, b) = (earlier.value.inForce, rule.value.inForce)
        let aEndsFirst = a.to.flatMap { to in b.from.map { to < $0 } } ?? false
        let bEndsFirst = b.to.flatMap { to in a.from.map { to < $0 } } ?? false
        if aEndsFirst || bEndsFirst { continue }
        faults.add(
          "overlapping-versions", at: rule.place,
          Bilingual(
            "\(rule.value.id) 与第 \(earlier.place.line) 行的版本同时有效",
            "\(rule.value.id) is in force at the same time as its version on line \(earlier.place.line)"))
      }
    }
  }
}
