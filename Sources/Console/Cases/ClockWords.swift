public import Casebook
public import Casework

/// What is said of a clock to a person, at a terminal and on a page.
public struct ClockWords: Sendable {
  let shown: ShownClock

  public init(_ shown: ShownClock) {
    self.shown = shown
  }

  public var state: Bilingual { shown.state?.title ?? Bilingual("无法推算", "cannot be reckoned") }

  /// `2026-11-30 届满（暂定）`
  public var due: Bilingual? {
    guard let reading = shown.times?.reading, let due = reading.due else { return nil }
    let mark =
      reading.provisional ? Bilingual("（暂定：节假日安排尚未公布）", " (provisional: no notice of holidays yet)") : Bilingual("", "")
    let day = Self.text(due)
    return Bilingual("\(day) 届满\(mark.zh)", "ends on \(day)\(mark.en)")
  }

  /// What is left of it, or by how much it is late; `nil` for one that does not run.
  public var left: Bilingual? {
    guard shown.clock.isOpen, let progress = shown.times?.reading.progress, let unit = shown.rule?.unit else {
      return nil
    }
    let measure = unit == .months ? DeadlineUnit.calendarDays : unit
    if progress.left < 0 {
      return Bilingual("超期 \(-progress.left) \(measure.title.zh)", "late by \(-progress.left) \(measure.title.en)")
    }
    return Bilingual(
      "已用 \(progress.run) \(measure.title.zh)，还剩 \(progress.left) \(measure.title.zh)",
      "\(progress.run) \(measure.title.en) used, \(progress.left) left")
  }

  /// What an officer is asked because it ran out.
  public var question: Bilingual? {
    shown.clock.proposal.map { Bilingual("待决定：是否办理 \($0)", "to be decided: whether \($0) is to be taken") }
  }

  private static func text(_ moment: ClockMoment) -> String {
    switch moment {
    case .day(let date): date.description
    case .instant(let instant): shanghaiTime(instant)
    }
  }
}

extension ClockState {
  public var title: Bilingual {
    switch self {
    case .running: Bilingual("计算中", "running")
    case .suspended: Bilingual("中止", "suspended")
    case .waiting: Bilingual("待补正", "waiting for the supplement")
    case .expired: Bilingual("已届满", "over")
    case .answered: Bilingual("已按期完成", "answered in time")
    case .answeredLate: Bilingual("逾期完成", "answered late")
    }
  }
}

extension CaseLinkKind {
  public var title: Bilingual {
    switch self {
    case .child: Bilingual("由本案拆出", "split from this case")
    case .parent: Bilingual("本案由其拆出", "this case was split from it")
    case .handedTo: Bilingual("转由其续办", "goes on with the matter")
    case .cameFrom: Bilingual("由其转来", "the matter came from it")
    case .repeatOf: Bilingual("本案是其重复", "this case repeats it")
    case .previous: Bilingual("以前的事项", "an earlier matter")
    case .parallel: Bilingual("并行办理", "goes on beside this case")
    case .sameMatter: Bilingual("同一事项", "the same matter")
    }
  }
}
