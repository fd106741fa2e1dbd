import ArgumentParser
import Casebook
import Casework
import Console
import Formats
import Reporting

/// `fenliu audit`: proves from the records that nothing disappeared and nothing was changed.
struct AuditCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "audit", Bilingual("核对账目：一件不少，一字未改", "prove from the records that nothing is lost or changed"),
      discussion: Bilingual(
        "核对两个等式（登记 = 已落案 + 在途；主题记录 = 登记 + 重复 + 拒收）、案件事件链、由事件重建的状态和期限、登记原文。可在服务运行时核对。\n"
          + "主题记录逐条读出核对；已过保留期的只在台账中计数。有一项不符，退出状态为 1。",
        "Both equations (registered = settled + in flight; records = registered + repeated + refused), the chains of "
          + "events, state and clocks rebuilt from events, the stored submissions. The service may be running.\nThe records of the intake topics are read one by "
          + "one; those past their retention are counted in the ledger only. Ends with 1 when anything does not hold."))
  }

  @OptionGroup var house: HouseOptions

  @Flag(help: ArgumentHelp("输出 JSON 对象", "print an object in JSON"))
  var json = false

  /// So many faults are listed one by one.
  private static let listed = 20

  func run(on terminal: Terminal) async throws {
    let report = try await house.reading { reader in
      try await house.readingLog { log in
        let observer = LogObserver(log)
        let progress = ProgressLine(terminal)
        let before = try await observer.facts()
        let intake = try await observer.intakeRecords {
          progress.show(terminal.text("已核对记录 \($0) 条", "\($0) records read"))
        }
        let report = try await BooksAudit(reader.casebook).run(
          before: before, intake: intake, after: { try await observer.facts() },
          progress: { progress.show(terminal.text("已核对事件 \($0) 个", "\($0) events verified")) })
        progress.finish()
        return report
      }
    }
    if json {
      terminal.print(Self.json(report).description)
    } else {
      for line in Self.lines(report, terminal) { terminal.print(line) }
    }
    if !report.isClean { throw ExitCode.failure }
  }

  private static func lines(_ report: AuditReport, _ terminal: Terminal) -> [String] {
    var lines = report.findings.flatMap { finding in
      TextWidth.wrap(
        "\(finding.holds ? "✔" : "✘") \(terminal.text(finding.subject))\(terminal.text("：", ": "))"
          + terminal.text(finding.detail),
        terminal.columns)
    }
    let faults =
      report.chainFaults.map { "\($0.subject) \($0.sequence.map { "#\($0) " } ?? "")\($0.kind.rawValue)" }
      + report.replayFaults.map { "\($0.number) \($0.subject): \($0.stored) ≠ \($0.rebuilt)" }
      + report.damagedRegistrations
    lines += faults.prefix(listed).map { "    \($0)" }
    if faults.count > listed { lines.append("    … +\(faults.count - listed)") }
    lines.append(
      report.isClean
        ? terminal.text("账目完整。", "The books are whole.")
        : terminal.text("账目不符，请查明上面打 ✘ 的各项。", "The books do not add up: see what is marked ✘."))
    return lines
  }

  private static func json(_ report: AuditReport) -> JSONValue {
    [
      "clean": .boolean(report.isClean),
      "findings": .array(
        report.findings.map {
          ["subject": JSONValue($0.subject), "holds": .boolean($0.holds), "detail": JSONValue($0.detail)]
        }),
      "chain_faults": .array(
        report.chainFaults.map {
          ["kind": .string($0.kind.rawValue), "subject": .string($0.subject), "sequence": JSONValue($0.sequence)]
        }),
      "replay_faults": .array(
        report.replayFaults.map {
          [
            "number": .string($0.number), "subject": .string($0.subject), "stored": .string($0.stored),
            "rebuilt": .string($0.rebuilt),
          ]
        }),
      "damaged_registrations": JSONValue(report.damagedRegistrations),
    ]
  }
}
