import Casework
import Messages

/// Whole records without a fault. The identity number is the example of GB 11643, the code that of GB 32100.
enum Specimen {
  /// 2026-11-23T12:00:00+08:00
  static let context = ValidationContext(now: 1_795_406_400_000)

  static let hotline = """
    {"source":"qy12345","external_id":"GD-0001","received_at":"2026-11-22T09:05:03+08:00","channel":"电话",
    "region":"441802","place":"某路 3 号","text":"清城区某路路灯不亮\\r\\n已经三天","matter":"complaint",
    "caller":{"disclosure":"实名","name":"甲","identity_number":"11010519491231002x","telephone":"138 0013 8000",
    "address":"某路 4 号"},"against":[{"name":"某物业公司","kind":"企业"}],"people_count":30,
    "attachments":[{"uri":"https://files.example/1","name":"照片.jpg","media_type":"image/jpeg","size":1024,
    "digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],
    "previous_number":"QY20261101-0000017","extra":{"网格":"G-07"}}
    """

  static let reconsideration = """
    {"source":"fy","external_id":"2026-118","received_at":"2026-11-20T10:00:00+08:00","channel":"visit",
    "text":"事实和理由：……","applicants":[{"kind":"natural","name":"甲","identity_number":"11010519491231002X",
    "telephone":"0763-3366666","address":"某路"},{"name":"某公司","identity_number":"91350100M000100Y43",
    "legal_representative":"乙"}],"representatives":[{"name":"丙","telephone":"13800138000"}],
    "respondent":{"name":"某区城市管理局"},"act":{"kind":"行政处罚","document_number":"某城罚〔2026〕1号",
    "made_on":"2026年10月8日","known_on":"2026-10-10","summary":"罚款"},"requests":["撤销行政处罚决定","返还罚款"],
    "compensation":{"amount":15000.5,"reason":"停业损失"},"attached_review":{"document":"某办法","reason":"违反上位法"},
    "delivery":"通过处罚机关"}
    """

  static let mediation = """
    {"source":"tj","external_id":"7","received_at":"2026-11-20T10:00:00+08:00","channel":"visit","text":"漏水纠纷",
    "applicants":[{"name":"甲","telephone":"13800138000"}],"respondents":[{"kind":"组织","name":"乙店"}],
    "dispute_type":"邻里纠纷","amount":"3万元","wanted":"修复并赔偿","requested_by":"法院"}
    """

  static func of(_ kind: Submission.Kind) -> String {
    switch kind {
    case .hotline: hotline
    case .reconsideration: reconsideration
    case .mediation: mediation
    }
  }
}
