/// What limits the time a case may stay in a state.
public enum StateWait: Sendable, Hashable {
  /// At least one of these clocks is open whenever a case is in the state: running, suspended, or run out and not yet
  /// answered. `otherwise` says why there may be none yet, for instance because a notice has not been served.
  case clocks([String], otherwise: Bilingual?)
  /// No rule limits the wait, and why. The reminder is the office's own.
  case unlimited(because: Bilingual, reminder: OfficeReminder?)
  /// Nobody waits: the system goes on at once by this event.
  case passes(event: String)
}

/// After how many working days the office reminds itself. Our own choice: no law gives the number.
public struct OfficeReminder: Sendable, Hashable {
  public var workingDays: Int

  public init(workingDays: Int) {
    self.workingDays = workingDays
  }
}
