/// Something that a procedure's own data show to be wrong with it.
public struct ProcedureFault: Error, Sendable, Hashable {
  /// What the fault is said of.
  public enum Subject: Sendable, Hashable {
    case state(String)
    /// By its place among the transitions.
    case transition(Int)
    /// By its place among the clocks.
    case clock(Int)
  }

  /// A stable short name: `no-clock`, `no-effect`, `overlap`.
  public var rule: String
  public var subject: Subject
  public var wording: Bilingual

  public init(_ rule: String, _ subject: Subject, _ wording: Bilingual) {
    self.rule = rule
    self.subject = subject
    self.wording = wording
  }
}

/// The proofs that a procedure has to pass before it is used.
public enum ProcedureProofs {
  /// Everything that does not hold.
  ///
  /// - Every state is reached, and from wherever a case may stand an end can be reached.
  /// - Every wait has a clock, or says why it has none.
  /// - Every clock that may run out in a state has an effect there that can happen.
  /// - No two steps fit the same event and data.
  /// - A step stops, suspends, extends and resumes only what may run.
  public static func faults(of procedure: Procedure) -> [ProcedureFault] {
    let named = ClockNames(procedure).faults
    let overlaps = Overlaps(procedure).faults
    // A walk over names that mean nothing would only say the same again.
    guard named.isEmpty else { return named + overlaps }
    return overlaps + WalkFindings(ProcedureWalk(procedure)).faults
  }
}
