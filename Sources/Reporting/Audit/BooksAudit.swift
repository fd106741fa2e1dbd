public import Casebook
public import Casework

/// Proves from the records that nothing disappeared and nothing was changed: both equations of the ledger, all chains,
/// all seals, all stored submissions.
public struct BooksAudit: Sendable {
  let casebook: Casebook

  public init(_ casebook: Casebook) {
    self.casebook = casebook
  }

  /// Audits the books against the log.
  ///
  /// While the service runs, records move between the moment at which the log was looked at and the moment at which the
  /// books are: take `facts` twice, before and after, and pass both; what lies between is allowed for.
  ///
  /// - Parameter intake: the records that can be read on the intake topics, read after `before` was.
  public func run(
    before: LogFacts, intake: [IntakeOffsets], after: @Sendable () async throws -> LogFacts,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> AuditReport {
    let counts = try await casebook.ledgerCounts(relayPosition: before.relayPosition)
    let matches = try await casebook.ledgerMatch(cluster: before.cluster, intake)
    let after = try await after()
    let chains = try await casebook.auditChains(progress: progress)
    let chainFaults = chains.faults + (try await casebook.auditSeals())
    let damaged = try await casebook.damagedRegistrations()
    let replay = try await casebook.auditReplay()
    return AuditReport(
      findings: Self.equations(counts, matches, before: before, after: after)
        + [
          AuditFinding(
            subject: Bilingual("案件事件链", "chains of events"), holds: chainFaults.isEmpty,
            detail: Bilingual(
              "\(chains.chains) 条链、\(chains.events) 个事件，断裂 \(chainFaults.count)",
              "\(chains.chains) chains, \(chains.events) events, \(chainFaults.count) faults")),
          AuditFinding(
            subject: Bilingual("由事件重建的状态和期限", "state and clocks rebuilt from events"),
            holds: replay.faults.isEmpty,
            detail: Bilingual(
              "\(replay.cases) 案、\(replay.clocks) 个期限，不符 \(replay.faults.count)",
              "\(replay.cases) cases, \(replay.clocks) clocks, \(replay.faults.count) differ")),
          AuditFinding(
            subject: Bilingual("登记原文", "stored submissions"), holds: damaged.isEmpty,
            detail: Bilingual(
              "\(counts.registered) 件，损坏 \(damaged.count)", "\(counts.registered) stored, \(damaged.count) damaged")),
        ],
      chainFaults: chainFaults, replayFaults: replay.faults, damagedRegistrations: damaged, counts: counts)
  }

  /// The equations of invariant 2, as pure arithmetic.
  static func equations(
    _ counts: LedgerCounts, _ matches: [LedgerMatch], before: LogFacts, after: LogFacts
  ) -> [AuditFinding] {
    // What may still be under way somewhere between the outbox and a docket.
    let waiting =
      counts.waitingInOutbox + max(before.waitingForRouter, after.waitingForRouter)
      + max(before.waitingForHandlers, after.waitingForHandlers) + max(0, after.intakeEnds - before.intakeEnds)
    var findings = [
      AuditFinding(
        subject: Bilingual("登记 = 已落案 + 在途", "registered = settled + in flight"),
        holds: counts.inFlight >= 0 && counts.inFlight <= waiting,
        detail: Bilingual(
          "\(counts.registered) = \(counts.settled) + \(counts.inFlight)（在途可解释上限 \(waiting)）",
          "\(counts.registered) = \(counts.settled) + \(counts.inFlight) (at most \(waiting) can be on their way)"))
    ]
    findings += matches.map { finding($0, waiting: waiting, isGapless: before.isGapless) }
    findings.append(
      AuditFinding(
        subject: Bilingual("台账落案 = 案件", "docketed in the ledger = cases"), holds: counts.docketed == counts.cases,
        detail: Bilingual("\(counts.docketed) = \(counts.cases)", "\(counts.docketed) = \(counts.cases)")))
    return findings
  }

  /// The second equation for one topic, over what can still be read of it.
  private static func finding(_ match: LedgerMatch, waiting: Int64, isGapless: Bool) -> AuditFinding {
    var detail = Bilingual(
      "\(match.readable) = \(match.registered) + \(match.repeated) + \(match.refused)，在途 \(match.missing)",
      "\(match.readable) = \(match.registered) + \(match.repeated) + \(match.refused), \(match.missing) on their way")
    func add(_ zh: String, _ en: String) { detail = Bilingual(detail.zh + zh, detail.en + en) }
    if match.expired > 0 {
      add(
        "；另有 \(match.expired) 条已过保留期，只有台账可查",
        "; \(match.expired) more are past their retention and can be checked in the ledger only")
    }
    if match.absent > 0 {
      add(
        "；台账中有 \(match.absent) 条在主题上找不到（主题曾重建，或日志丢了记录）",
        "; \(match.absent) of the ledger are not on the topic (it was made anew, or the log lost records)")
    }
    return AuditFinding(
      subject: Bilingual(
        "\(match.topic) 记录 = 登记 + 重复 + 拒收", "records on \(match.topic) = registered + repeated + refused"),
      // A cluster may lose its topics and get them anew; in a file of ours nothing can be missing.
      holds: match.missing <= waiting && (match.absent == 0 || !isGapless), detail: detail)
  }
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
  /// Where the stored cases are not what their events make of them.
  public var replayFaults: [ReplayFault]
  public var damagedRegistrations: [String]
  public var counts: LedgerCounts

  public var isClean: Bool { findings.allSatisfy(\.holds) }
}
