/// A question about a case that has a yes or no. The list is closed: what is not here cannot be asked of a case.
///
/// What is not known makes a question about it false, so its negation true.
public indirect enum Predicate: Sendable, Hashable {
  /// A choice or a boolean has one of these values.
  case oneOf(datum: String, values: Set<String>)
  case present(datum: String)
  /// An integer lies in the range.
  case number(datum: String, in: ClosedRange<Int64>)
  /// An amount lies in the range, in hundredths of a yuan.
  case amount(datum: String, in: ClosedRange<Int64>)
  /// The first day lies before the second.
  case before(DayOrigin, DayOrigin)
  /// The newest clock of the rule is in one of these states; a rule of which no clock was started has none.
  case clock(rule: String, in: Set<ClockFact.State>)
  /// The day does not lie after the last day of the rule's newest clock.
  case within(rule: String, day: DayOrigin)
  /// The rule's newest clock was extended.
  case extended(rule: String)
  /// A linked case of this kind exists; in this procedure, where one is named.
  case linked(CaseLinkKind, procedure: String?)
  /// A case of the same matter stands so that this kind of procedure is closed to it.
  case excluded(ProcedureFamily)
  /// How often the event has happened to the case before.
  case happened(event: String, times: ClosedRange<Int>)
  /// The case entered its present state from one of these.
  case cameFrom(Set<String>)
  /// The organ in the datum, or the acting one, is among those accused.
  case accused(OrganOrigin)
  case not(Predicate)
  case any([Predicate])
  case all([Predicate])

  /// Which organ a question is about.
  public enum OrganOrigin: Sendable, Hashable {
    case acting
    case datum(String)
  }
}
