/// Days on which a clock stands still, numbered from 1970-01-01, both ends included.
struct StandStill: Sendable, Hashable {
  var from: Int
  /// `nil` while it lasts.
  var to: Int?

  func contains(_ day: Int) -> Bool {
    guard day >= from else { return false }
    guard let to else { return true }
    return day <= to
  }

  /// Sorted, with those that meet or overlap made one.
  static func merged(_ all: [StandStill]) -> [StandStill] {
    if all.count < 2 { return all }
    var merged: [StandStill] = []
    for next in all.sorted(by: { $0.from < $1.from }) {
      guard let last = merged.last else {
        merged.append(next)
        continue
      }
      guard let end = last.to else { break }
      if next.from <= end + 1 {
        merged[merged.count - 1].to = next.to.map { max($0, end) }
      } else {
        merged.append(next)
      }
    }
    return merged
  }
}

extension ClockLedger {
  /// The day after which counting begins: the start, or the event that made the clock run anew.
  func anchor(_ rule: DeadlineRule) -> LocalDate {
    var anchor = start.at.date
    if rule.restartsOn.isEmpty { return anchor }
    for correction in corrections where rule.restartsOn.contains(correction.event) {
      anchor = max(anchor, correction.at.date)
    }
    return anchor
  }

  /// The event for whose answer the clock waits; `nil` where it does not wait.
  func pause(_ rule: DeadlineRule) -> ClockEvent? {
    guard !rule.pausesOn.isEmpty,
      let pause = corrections.filter({ rule.pausesOn.contains($0.event) }).min(by: { $0.at.date < $1.at.date }),
      !corrections.contains(where: { rule.restartsOn.contains($0.event) && $0.at.date >= pause.at.date })
    else { return nil }
    return pause
  }

  /// All days on which the clock stands still, merged.
  func standStills(_ rule: DeadlineRule) -> [StandStill] {
    let pause = pause(rule)
    if suspensions.isEmpty, exclusions.isEmpty, pause == nil { return [] }
    var all = (suspensions + exclusions).map {
      StandStill(from: $0.from.date.daysSinceEpoch, to: $0.to?.date.daysSinceEpoch)
    }
    if let pause { all.append(StandStill(from: pause.at.date.daysSinceEpoch, to: nil)) }
    return StandStill.merged(all)
  }
}
