/// The words by which other systems name the codes of a submission; the code's own name is always one of them.
enum CodeWords {
  static let kind = WordTable<Submission.Kind>(
    [
      "hotline": .hotline, "热线": .hotline, "12345": .hotline, "热线工单": .hotline,
      "reconsideration": .reconsideration, "行政复议": .reconsideration, "复议": .reconsideration,
      "mediation": .mediation, "调解": .mediation, "人民调解": .mediation,
    ])

  static let channel = WordTable<Submission.Channel>(
    ignoresCase: true,
    [
      "phone": .phone, "电话": .phone, "来电": .phone, "热线": .phone, "热线电话": .phone, "12345": .phone,
      "12345热线": .phone, "电话来访": .phone, "telephone": .phone,
      "wechat": .wechat, "微信": .wechat, "微信公众号": .wechat, "公众号": .wechat, "微信小程序": .wechat, "小程序": .wechat,
      "web": .web, "网站": .web, "网络": .web, "网上": .web, "互联网": .web, "门户网站": .web, "website": .web, "网页": .web,
      "app": .app, "手机app": .app, "手机": .app, "客户端": .app, "粤省事": .app, "移动端": .app,
      "letter": .letter, "来信": .letter, "信件": .letter, "信函": .letter, "邮寄": .letter, "写信": .letter,
      "visit": .visit, "来访": .visit, "走访": .visit, "现场": .visit, "窗口": .visit, "上门": .visit,
      "transfer": .transfer, "转办": .transfer, "交办": .transfer, "转送": .transfer, "上级转办": .transfer,
      "上级交办": .transfer, "部门转办": .transfer, "110转办": .transfer, "转来": .transfer,
      "file": .file, "导入": .file, "批量导入": .file, "文件": .file,
      "other": .other, "其他": .other, "其它": .other,
    ])

  static let matter = WordTable<HotlineDetails.MatterKind>(
    ignoresCase: true,
    [
      "咨询": .consultation, "consultation": .consultation, "inquiry": .consultation, "咨询类": .consultation,
      "求助": .help, "help": .help, "求助类": .help, "帮助": .help, "诉求": .help,
      "投诉": .complaint, "complaint": .complaint, "投诉类": .complaint,
      "举报": .report, "report": .report, "举报类": .report, "投诉举报": .report, "检举": .report,
      "建议": .suggestion, "suggestion": .suggestion, "建议类": .suggestion, "意见建议": .suggestion, "意见": .suggestion,
      "表扬": .praise, "praise": .praise, "表扬类": .praise, "感谢": .praise, "表扬感谢": .praise,
    ])

  static let disclosure = WordTable<Caller.Disclosure>(
    ignoresCase: true,
    [
      "named": .named, "实名": .named, "公开": .named, "否": .named, "不保密": .named,
      "confidential": .confidential, "保密": .confidential, "是": .confidential, "不公开": .confidential,
      "要求保密": .confidential, "隐名": .confidential,
      "anonymous": .anonymous, "匿名": .anonymous,
    ])

  static let accused = WordTable<Accused.Kind>(
    ignoresCase: true,
    [
      "organ": .organ, "机关": .organ, "行政机关": .organ, "部门": .organ, "单位": .organ, "政府部门": .organ,
      "official": .official, "公职人员": .official, "干部": .official, "工作人员": .official, "公务员": .official,
      "enterprise": .enterprise, "企业": .enterprise, "公司": .enterprise, "商家": .enterprise, "个体工商户": .enterprise,
      "individual": .individual, "个人": .individual, "自然人": .individual,
      "village": .village, "村委会": .village, "居委会": .village, "村": .village, "社区": .village, "村居": .village,
      "court": .court, "法院": .court, "人民法院": .court,
      "police": .police, "公安": .police, "派出所": .police, "公安机关": .police,
      "unknown": .unknown, "未知": .unknown, "不明": .unknown, "不详": .unknown,
    ])

  static let person = WordTable<Person.Kind>(
    ignoresCase: true,
    [
      "natural": .natural, "自然人": .natural, "个人": .natural, "公民": .natural,
      "legal": .legal, "法人": .legal, "企业": .legal, "公司": .legal, "单位": .legal,
      "organisation": .organisation, "organization": .organisation, "非法人组织": .organisation, "其他组织": .organisation,
      "组织": .organisation, "个体工商户": .organisation,
    ])

  static let delivery = WordTable<ReconsiderationDetails.Delivery>(
    ignoresCase: true,
    [
      "in_person": .inPerson, "当面": .inPerson, "现场": .inPerson, "当面提交": .inPerson, "现场提交": .inPerson,
      "post": .post, "邮寄": .post, "信函": .post, "快递": .post,
      "internet": .internet, "互联网": .internet, "网上": .internet, "网络": .internet, "网站": .internet, "在线": .internet,
      "oral": .oral, "口头": .oral, "口头申请": .oral,
      "via_punishing_agency": .viaPunishingAgency, "通过处罚机关": .viaPunishingAgency, "处罚机关转交": .viaPunishingAgency,
    ])

  static let requestedBy = WordTable<MediationDetails.RequestedBy>(
    ignoresCase: true,
    [
      "party": .party, "当事人": .party, "当事人申请": .party, "本人": .party, "本人申请": .party, "申请人": .party,
      "court": .court, "法院": .court, "人民法院": .court, "法院委派": .court, "法院委托": .court, "诉前委派": .court,
      "police": .police, "公安": .police, "公安机关": .police, "派出所": .police, "110": .police,
      "petition_office": .petitionOffice, "信访": .petitionOffice, "信访局": .petitionOffice, "信访部门": .petitionOffice,
      "hotline": .hotline, "热线": .hotline, "12345": .hotline, "12345热线": .hotline,
    ])

  static let consent = WordTable<MediationDetails.Consent>(
    ignoresCase: true,
    [
      "given": .given, "同意": .given, "是": .given, "已同意": .given, "yes": .given, "true": .given,
      "refused": .refused, "不同意": .refused, "否": .refused, "拒绝": .refused, "no": .refused, "false": .refused,
      "unknown": .unknown, "未知": .unknown, "不明": .unknown, "待征询": .unknown, "未联系": .unknown,
    ])
}
