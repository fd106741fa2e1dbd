public import Casebook
public import Casework

/// Proves from the records that nothing disappeared and nothing was changed: both equations of the ledger, all chains,
/// all seals, all stored submissions.
public struct BooksAudit: Sendable {
  let casebook: Casebook

  public init(_ casebook: Casebook) {
    self.casebook = casebook
  }

  /// Audits the books against the facts of the log.
  ///
  /// While the service runs, records move between the moment at which the log was looked at and the moment at which the
  /// books are: take `facts` twice, before and after, and pass both; what lies between is allowed for.
  public func run(
    before: LogFacts, after: @Sendable () async throws -> LogFacts,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> AuditReport {
    let counts = try await casebook.ledgerCounts(relayPosition: before.relayPosition)
    let after = try await after()
    let chains = try await casebook.auditChains(progress: progress)
    let chainFaults = chains.faults + (try await casebook.auditSeals())
    let damaged = try await casebook.damagedRegistrations()
    return AuditReport(
      findings: Self.equations(counts, before: before, after: after)
        + [
          AuditFinding(
            subject: Bilingual("案件事件链", "chains of events"), holds: chainFaults.isEmpty,
            detail: Bilingual(
              "\(chains.chains) 条链、\(chains.events) 个事件，断裂 \(chainFaults.count)",
              "\(chains.chains) chains, \(chains.events) events, \(chainFaults.count) faults")),
          AuditFinding(
            subject: Bilingual("登记原文", "stored submissions"), holds: damaged.isEmpty,
            detail: Bilingual(
              "\(counts.registered) 件，损坏 \(damaged.count)", "\(counts.registered) stored, \(damaged.count) damaged")),
        ],
      chainFaults: chainFaults, damagedRegistrations: damaged, counts: counts)
  }

  /// The equations of invariant 2, as pure arithmetic.
  static func equations(_ counts: LedgerCounts, before: LogFacts, after: LogFacts) -> [AuditFinding] {
    // What may still be under way somewhere between the outbox and a docket.
    let waiting =
      counts.waitingInOutbox + max(before.waitingForRouter, after.waitingForRouter)
      + max(before.waitingForHandlers, after.waitingForHandlers)
      + zip(before.sums, after.sums).map { max(0, $1 - $0) }.reduce(0, +)
    var findings = [
      AuditFinding(
        subject: Bilingual("登记 = 已落案 + 在途", "registered = settled + in flight"),
        holds: counts.inFlight >= 0 && counts.inFlight <= waiting,
        detail: Bilingual(
          "\(counts.registered) = \(counts.settled) + \(counts.inFlight)（在途可解释上限 \(waiting)）",
          "\(counts.registered) = \(counts.settled) + \(counts.inFlight) (at most \(waiting) can be on their way)"))
    ]
    for topic in Set(before.appended.keys).union(after.appended.keys).sorted() {
      let entered = counts.topics.first { $0.cluster == before.cluster && $0.topic == topic }
      let first = (before.appended[topic] ?? 0) - (entered?.entered ?? 0)
      let last = (after.appended[topic] ?? 0) - (entered?.entered ?? 0)
      let registered = entered?.registered ?? 0
      let repeated = entered?.repeated ?? 0
      let refused = entered?.refused ?? 0
      findings.append(
        AuditFinding(
          subject: Bilingual(
            "\(topic) 记录 = 登记 + 重复 + 拒收", "records on \(topic) = registered + repeated + refused"),
          holds: last >= 0 && first <= waiting,
          detail: Bilingual(
            "\(after.appended[topic] ?? 0) = \(registered) + \(repeated) + \(refused)，在途 \(max(0, last))",
            "\(after.appended[topic] ?? 0) = \(registered) + \(repeated) + \(refused), \(max(0, last)) on their way")))
    }
    findings.append(
      AuditFinding(
        subject: Bilingual("台账落案 = 案件", "docketed in the ledger = cases"), holds: counts.docketed == counts.cases,
        detail: Bilingual("\(counts.docketed) = \(counts.cases)", "\(counts.docketed) = \(counts.cases)")))
    return findings
  }
}

extension LogFacts {
  var sums: [Int64] { [appended.values.reduce(0, +)] }
}

/// One thing that was proved, or not.
public struct AuditFinding: Sendable, Hashable {
  public var subject: Bilingual
  public var holds: Bool
  /// The numbers.
  public var detail: Bilingual

  public init(subject: Bilingual, holds: Bool, detail: Bilingual) {
    self.subject = subject
    self.holds = holds
    self.detail = detail
  }
}

/// The outcome of an audit.
public struct AuditReport: Sendable {
  public var findings: [AuditFinding]
  public var chainFaults: [ChainFault]
  public var damagedRegistrations: [String]
  public var counts: LedgerCounts

  public var isClean: Bool { findings.allSatisfy(\.holds) }
}
