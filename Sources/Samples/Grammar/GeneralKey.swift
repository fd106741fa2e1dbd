/// The lists of general lines, by the keys that stand before them in the files.
enum GeneralKey: Int, CaseIterable, Sendable {
  // How a text begins.
  case clerkOpens, clerkOpensQuestion, clerkOpensProposal, clerkOpensPraise, personOpens, angerOpens, letterOpens,
    regionalOpens, introduction, again

  // The course of events, by turn: first contacts, later ones, the last.
  case firstCall, firstVisit, call, visit, promise, meeting, last, lastAgain

  // What only long texts have; of some kinds for complaints or legal matters alone.
  case background, backgroundComplaint, backgroundHome, reason, reasonComplaint, reasonLegal, feeling, feelingComplaint,
    feelingLegal, questionFiller, proposalFiller, praiseFiller

  // What leads to a demand, a question, a second matter.
  case clerkAsks, personAsks, angerAsks, letterAsks, clerkAsksQuestion, personAsksQuestion, proposes, asksMore,
    secondMatter

  // How a text ends.
  case clerkCloses, clerkClosesFirst, clerkClosesQuestion, personCloses, angerCloses, letterCloses, regionalCloses

  /// The key in the files.
  var name: String {
    switch self {
    case .clerkOpens: "开记诉"
    case .clerkOpensQuestion: "开记问"
    case .clerkOpensProposal: "开记议"
    case .clerkOpensPraise: "开记赞"
    case .personOpens: "开人"
    case .angerOpens: "开怒"
    case .letterOpens: "开信"
    case .regionalOpens: "开方"
    case .introduction: "介"
    case .again: "再报"
    case .firstCall: "首热"
    case .firstVisit: "首历"
    case .call: "热"
    case .visit: "历"
    case .promise: "历诉"
    case .meeting: "谈"
    case .last: "终"
    case .lastAgain: "终诉"
    case .background: "家"
    case .backgroundComplaint: "家诉"
    case .backgroundHome: "家居"
    case .reason: "理"
    case .reasonComplaint: "理诉"
    case .reasonLegal: "理法"
    case .feeling: "感"
    case .feelingComplaint: "感诉"
    case .feelingLegal: "感法"
    case .questionFiller: "问补"
    case .proposalFiller: "议补"
    case .praiseFiller: "赞补"
    case .clerkAsks: "求先记"
    case .personAsks: "求先人"
    case .angerAsks: "求先怒"
    case .letterAsks: "求先信"
    case .clerkAsksQuestion: "问先记"
    case .personAsksQuestion: "问先人"
    case .proposes: "议先"
    case .asksMore: "再求"
    case .secondMatter: "转题"
    case .clerkCloses: "尾记"
    case .clerkClosesFirst: "尾记首"
    case .clerkClosesQuestion: "尾记问"
    case .personCloses: "尾人"
    case .angerCloses: "尾怒"
    case .letterCloses: "尾信"
    case .regionalCloses: "尾方"
    }
  }

  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// A general line, and what it needs of the scenario.
struct GeneralLine: Sendable {
  var phrase: Phrase
  var needsReply: Bool
  var needsAftermath: Bool
  /// Position among all general lines.
  var number: Int
}
