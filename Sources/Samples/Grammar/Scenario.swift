/// One kind of matter, with everything that may be said about it.
///
/// A scenario file is a series of blocks like this one; a line that begins with a space goes on with the line before:
///
///     # lighting 路灯不亮
///     路线 hotline        what the router is expected to decide (several: a mixed request, main route first)
///     标 seal             flags of the routing table
///     性 business         what the form must heed
///     类型 求助*3 投诉     kinds with their weights
///     份 12               weight of the scenario among those of its file's share
///     长 500              how long a text it can carry, in characters
///     地 路               what sort of place it happens at: 路, 小区, 村, 镇, 无 (none given)
///     单位 市政所|路灯管理所
///     额 500-9000         the sum in dispute in yuan, for the blank <额>
///     日 8-50             how many days ago the decision was made, for <决定日> and <收到日>
///     式 hotline mediation  in which kinds of submission it occurs
///     设 名 = phrase       a variable, rendered once for a matter
///     填 机关 = phrase     a field of a form
///     短 情 细 害 答 后 求   short whole texts, the core, details, harm, what the unit answered, what came of it, what is asked
struct Scenario: Sendable {
  enum PlaceKind: String, Sendable {
    case road = "路"
    case estate = "小区"
    case village = "村"
    case town = "镇"
    case none = "无"
  }

  enum Section: Int, CaseIterable, Sendable {
    case short, core, detail, harm, reply, aftermath, demand
  }

  var id: String
  var name: String
  var routes: [String] = []
  /// Flags of the routing table.
  var flags: [String] = []
  /// What the form must heed: `business`, `compensation`, `no_decision`; `own`: 我们 are the caller's own people, not
  /// the neighbours.
  var traits: [String] = []
  var kinds: [(name: String, weight: Double)] = []
  var weight = 1.0
  var longest = 400
  /// The texts turn on a decision with a date, so that nothing is told from before it.
  var hasDecision = false
  var placeKind = PlaceKind.road
  var manner = Manner.complaint
  var forms: [String] = ["hotline"]
  /// The sum in dispute, in yuan.
  var amounts = 0...0
  /// How many days ago the decision was made that is complained of.
  var decisionAge = 8...50
  var units: [Phrase] = []
  var facts: [(key: String, phrase: Phrase)] = []
  var variableNames: [String] = []
  var variables: [Phrase] = []
  var sections: [[Phrase]] = Array(repeating: [], count: Section.allCases.count)

  /// How such a text is built around the scenario's own lines.
  enum Manner: String, Sendable {
    case complaint = "诉"
    case question = "问"
    case praise = "赞"
    case proposal = "议"
    case alarm = "急"
    case legal = "法"
  }

  subscript(_ section: Section) -> [Phrase] { sections[section.rawValue] }
}
