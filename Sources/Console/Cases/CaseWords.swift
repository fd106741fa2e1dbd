public import Casework
public import Messages

/// What codes are called when a person reads them.
extension RouteDecision.Confidence {
  public var title: Bilingual {
    switch self {
    case .high: Bilingual("高", "high")
    case .medium: Bilingual("中", "medium")
    case .low: Bilingual("低", "low")
    }
  }
}

extension LegalBasis.Standing {
  public var title: Bilingual {
    switch self {
    case .primary: Bilingual("已核原文", "read in the text")
    case .secondary: Bilingual("据二手资料", "from a secondary source")
    case .design: Bilingual("本系统约定", "a choice of ours")
    case .unverified: Bilingual("未核实", "not verified")
    }
  }
}

extension Submission.Kind {
  public var title: Bilingual {
    switch self {
    case .hotline: Bilingual("热线诉求", "hotline matter")
    case .reconsideration: Bilingual("行政复议申请", "application for reconsideration")
    case .mediation: Bilingual("调解申请", "request for mediation")
    }
  }
}

extension Submission.Channel {
  public var title: Bilingual {
    switch self {
    case .phone: Bilingual("电话", "telephone")
    case .wechat: Bilingual("微信", "WeChat")
    case .web: Bilingual("网站", "web")
    case .app: Bilingual("手机应用", "app")
    case .letter: Bilingual("来信", "letter")
    case .visit: Bilingual("来访", "visit")
    case .transfer: Bilingual("转办", "transfer")
    case .file: Bilingual("批量导入", "file")
    case .other: Bilingual("其他", "other")
    }
  }
}

extension Party.Role {
  public var title: Bilingual {
    switch self {
    case .caller: Bilingual("来电人", "caller")
    case .applicant: Bilingual("申请人", "applicant")
    case .representative: Bilingual("代理人", "representative")
    case .respondent: Bilingual("被申请人", "respondent")
    case .thirdParty: Bilingual("第三人", "third party")
    case .accused: Bilingual("被反映对象", "against")
    }
  }
}

extension Docket {
  /// A name that is short enough for a column.
  public var shortTitle: Bilingual {
    switch self {
    case .workOrder: Bilingual("工单", "work-order")
    case .mediation: Bilingual("调解", "mediation")
    case .reconsideration: Bilingual("复议", "reconsid.")
    case .litigationSeparation: Bilingual("诉访分离", "lit-sep.")
    case .petition: Bilingual("信访", "petition")
    case .supervision: Bilingual("密封", "sealed")
    }
  }
}

/// A moment in Shanghai's time, `2026-11-23 09:05`.
public func shanghaiTime(_ instant: Int64) -> String {
  String(Timestamp.format(instant).prefix(16).map { $0 == "T" ? " " : $0 })
}
