import Casework
import Foundation
import Intake
import Messages
import Rulebook

/// Takes files into a sink, telling how far it is and how it ended.
struct FileIntake: Sendable {
  let sink: any RowSink
  /// Makes keys for rows without an id; `nil`: they are refused.
  let digest: ContentDigest?
  let rulebook: Rulebook
  let regions: RegionIndex
  let settings: Settings
  /// Whether rows go straight to the log, where repeats and conflicts are not known yet.
  var isDirect = false

  func ingest(_ request: IngestRequest, terminal: Terminal) async throws -> IngestProgress {
    guard let mapping = rulebook.mapping(request.mapping) else {
      let known = rulebook.mappings.map(\.id).joined(separator: "、")
      throw CommandFailure(
        "没有名为 \(request.mapping) 的列名对照；已有：\(known)", "no mapping named \(request.mapping); there are: \(known)")
    }
    let regions = regions
    let (source, mayLackExternalID) = (request.source, digest != nil)
    let options = IngestOptions(
      kind: request.kind, mapping: mapping, format: request.format, batch: settings.intake.batch,
      unpackedLimit: settings.intake.unpackedLimit << 20,
      context: {
        ValidationContext(
          now: House.now(), regions: regions, source: source, channel: .file, mayLackExternalID: mayLackExternalID)
      })
    let line = ProgressLine(terminal)
    let name = request.path == "-" ? terminal.text("标准输入", "standard input") : request.path
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let end = try await FileIngest(sink: sink, keys: digest.map(SubmissionKeys.init), options: options).run(
        request.path, rejects: request.rejects
      ) { progress in
        line.show(self.progress(name, progress, after: clock.now - start, terminal))
      }
      line.finish(summary(name, end, after: clock.now - start, rejects: request.rejects, terminal))
      return end
    } catch {
      line.finish()
      throw error
    }
  }

  private func progress(
    _ name: String, _ progress: IngestProgress, after elapsed: Duration, _ terminal: Terminal
  ) -> String {
    let share = progress.size.map { $0 > 0 ? " \(progress.bytesRead * 100 / $0)%" : "" } ?? ""
    let rate = Int(Double(progress.rows) / max(elapsed.seconds, 0.001))
    if isDirect {
      return terminal.text(
        "\(name)\(share)  已读 \(progress.rows) 行，发送 \(progress.accepted)，拒收 \(progress.rejected)  \(rate) 行/秒",
        "\(name)\(share)  \(progress.rows) rows read, \(progress.accepted) sent, \(progress.rejected) rejected  "
          + "\(rate) rows/s")
    }
    return terminal.text(
      "\(name)\(share)  已读 \(progress.rows) 行，受理 \(progress.accepted)，重复 \(progress.repeated)，"
        + "拒收 \(progress.rejected)  \(rate) 行/秒",
      "\(name)\(share)  \(progress.rows) rows read, \(progress.accepted) accepted, \(progress.repeated) repeated, "
        + "\(progress.rejected) rejected  \(rate) rows/s")
  }

  private func summary(
    _ name: String, _ end: IngestProgress, after elapsed: Duration, rejects: String, _ terminal: Terminal
  ) -> String {
    let seconds = elapsed.seconds.formatted(.number.precision(.fractionLength(1)).locale(Locale(identifier: "en_US")))
    var text =
      isDirect
      ? terminal.text(
        "\(name)：共 \(end.rows) 行，发送 \(end.accepted)，拒收 \(end.rejected)，用时 \(seconds) 秒",
        "\(name): \(end.rows) rows, \(end.accepted) sent, \(end.rejected) rejected, in \(seconds) s")
      : terminal.text(
        "\(name)：共 \(end.rows) 行，受理 \(end.accepted)，重复 \(end.repeated)，冲突 \(end.conflicts)，"
          + "拒收 \(end.rejected)，用时 \(seconds) 秒",
        "\(name): \(end.rows) rows, \(end.accepted) accepted, \(end.repeated) repeated, \(end.conflicts) in conflict, "
          + "\(end.rejected) rejected, in \(seconds) s")
    if end.withFindings > 0 {
      text += terminal.text(
        "\n  其中 \(end.withFindings) 件内容有疑点，已随件标明", "\n  \(end.withFindings) of them have findings, shown with the case")
    }
    if end.hasRefusals {
      text += terminal.text("\n  拒收和冲突的行及原因见 \(rejects)", "\n  what was refused, and why: \(rejects)")
    }
    return text
  }
}

extension Duration {
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
