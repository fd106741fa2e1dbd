/// The lawful way that a request takes: the 17 codes of the routing table.
public enum RouteCode: String, Sendable, Hashable, CaseIterable {
  case emergency
  case supervision
  case reconsideration
  case court = "litsep.court"
  case procuratorate = "litsep.procuratorate"
  case police = "litsep.police"
  case laborArbitration = "litsep.labor_arbitration"
  case commercialArbitration = "litsep.commercial_arbitration"
  case ruralLandArbitration = "litsep.rural_land_arbitration"
  case adjudication = "litsep.adjudication"
  case peopleMediation = "mediation.people"
  case administrativeMediation = "mediation.admin"
  case infoDisclosure = "info_disclosure"
  case petition
  case hotline
  case notAccepted = "not_accepted"
  case clarify

  /// The route's name as an officer would say it.
  public var title: Bilingual {
    switch self {
    case .emergency: Bilingual("紧急转办（110、119、120、122）", "emergency services")
    case .supervision: Bilingual("纪检监察（检举控告，密封）", "discipline inspection and supervision, sealed")
    case .reconsideration: Bilingual("行政复议", "administrative reconsideration")
    case .court: Bilingual("人民法院", "people's court")
    case .procuratorate: Bilingual("人民检察院", "procuratorate")
    case .police: Bilingual("公安机关", "public security")
    case .laborArbitration: Bilingual("劳动人事争议仲裁", "labour arbitration")
    case .commercialArbitration: Bilingual("商事仲裁", "commercial arbitration")
    case .ruralLandArbitration: Bilingual("农村土地承包仲裁", "rural land arbitration")
    case .adjudication: Bilingual("行政裁决（确权）", "administrative adjudication")
    case .peopleMediation: Bilingual("人民调解", "people's mediation")
    case .administrativeMediation: Bilingual("行政调解", "administrative mediation")
    case .infoDisclosure: Bilingual("政府信息公开", "disclosure of government information")
    case .petition: Bilingual("信访事项", "petition")
    case .hotline: Bilingual("热线工单", "department's work order")
    case .notAccepted: Bilingual("不予受理（待人工确认）", "not accepted (a person confirms)")
    case .clarify: Bilingual("待补充核实", "to be clarified")
    }
  }
}
