import Messages
import Formats

/// Writes samples in the forms that producers deliver: a hotline's CSV export, JSON Lines, and the list of truths.
public struct SampleWriter: Sendable {
  var json = JSONWriter(capacity: 16_384)

  public init() {}

  /// The header row of the hotline's export, with its line end.
  public static let hotlineHeader: [String] = [
    "工单编号", "来电时间", "来电渠道", "诉求类型", "诉求内容", "所属区域", "发生地点", "姓名", "联系电话", "身份证号", "是否保密", "被反映对象",
    "涉及人数", "原工单编号",
  ]

  /// A row of CSV (RFC 4180) in UTF-8, with CRLF.
  public static func csvRow(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// The cells of a hotline item in the order of ``hotlineHeader``; empty for another kind.
  public static func cells(_ submission: SampleSubmission) -> [String] {
    guard case .hotline(let hotline) = submission.details else { return [] }
    let disclosure: [Caller.Disclosure: String] = [.named: "公开", .confidential: "保密", .anonymous: "匿名"]
    return [
      submission.externalID, submission.receivedAt, submission.channel ?? "", hotline.matter ?? "", submission.text,
      submission.regionName ?? "", submission.place ?? "", hotline.name ?? "", hotline.telephone ?? "",
      hotline.identityNumber ?? "", disclosure[hotline.disclosure] ?? "", hotline.against?.name ?? "",
      hotline.peopleCount.map(String.init) ?? "", submission.previousNumber ?? "",
    ]
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
