import Casebook
import Casework
import Console
import Formats
import Messages

/// Cases as CSV (RFC 4180).
enum CaseCSV {
  static func header(_ language: Language, bom: Bool) -> [UInt8] {
    let names: [Bilingual] = [
      Bilingual("案件编号", "number"), Bilingual("受理编号", "registration"), Bilingual("来件类型", "kind"),
      Bilingual("承办", "docket"), Bilingual("路径", "route"), Bilingual("路径名称", "route_title"),
      Bilingual("程序", "procedure"), Bilingual("状态", "state"), Bilingual("状态名称", "state_title"),
      Bilingual("待确认", "awaits_confirmation"), Bilingual("密封", "sealed"), Bilingual("地区代码", "region"),
      Bilingual("地区", "region_name"), Bilingual("关口", "gate"), Bilingual("把握", "confidence"),
      Bilingual("标记", "flags"), Bilingual("依据词语", "words"), Bilingual("收到时间", "received_at"),
      Bilingual("立案时间", "opened_at"), Bilingual("变动时间", "changed_at"), Bilingual("办结时间", "closed_at"),
      Bilingual("结果", "outcome"),
    ]
    return (bom ? [0xEF, 0xBB, 0xBF] : []) + line(names.map { $0[language] })
  }

  static func row(_ summary: CaseSummary, _ reader: HouseReader, _ language: Language) -> [UInt8] {
    let isOpen = !summary.isSealed
    return line([
      summary.number, isOpen ? summary.registration : "", isOpen ? summary.kind.rawValue : "", summary.docket.rawValue,
      summary.route.rawValue,
      summary.route.title[language], summary.procedure, summary.state, summary.stateTitle[language],
      String(summary.awaitsConfirmation), String(summary.isSealed), summary.region ?? "",
      summary.region.map(reader.regionName) ?? "", isOpen ? summary.gate : "",
      isOpen ? summary.confidence.rawValue : "",
      summary.flags.joined(separator: " "), PersonalMask(parties: []).text(CaseTable.words(summary)),
      Timestamp.format(summary.receivedAt), Timestamp.format(summary.openedAt), Timestamp.format(summary.changedAt),
      summary.closedAt.map { Timestamp.format($0) } ?? "", summary.outcome ?? "",
    ])
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var writer = CSVWriter()
    writer.row(cells.map(inert))
    return writer.bytes
  }

  /// A cell that no spreadsheet takes for a formula: what citizens write goes into these files.
  static func inert(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first(where: { $0 != " " }), "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    else { return cell }
    return "'" + cell
  }
}
