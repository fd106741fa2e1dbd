import Messages
import Formats

/// Writes samples in the forms that producers deliver: a hotline's CSV export, JSON Lines, and the list of truths.
public struct SampleWriter: Sendable {
  var json = JSONWriter(capacity: 16_384)

  public init() {}

  /// The header row of the hotline's export.
  public static let hotlineHeader: [String] = [
    "工单编号", "来电时间", "受理渠道", "诉求类型", "诉求内容", "所属区域", "发生地点", "姓名", "联系电话", "身份证号", "公开方式", "被反映对象",
    "涉及人数", "原工单编号",
  ]

  /// The cells of a hotline item in the order of ``hotlineHeader``; empty for another kind.
  public static func cells(_ submission: SampleSubmission) -> [String] {
    guard case .hotline(let hotline) = submission.details else { return [] }
    let disclosure: [Caller.Disclosure: String] = [.named: "实名", .confidential: "保密", .anonymous: "匿名"]
    return [
      submission.externalID, submission.receivedAt, submission.channel ?? "", hotline.matter ?? "", submission.text,
      submission.regionName ?? "", submission.place ?? "", hotline.name ?? "", hotline.telephone ?? "",
      hotline.identityNumber ?? "", disclosure[hotline.disclosure] ?? "", hotline.against?.name ?? "",
      hotline.peopleCount.map(String.init) ?? "", submission.previousNumber ?? "",
    ]
  }
}
