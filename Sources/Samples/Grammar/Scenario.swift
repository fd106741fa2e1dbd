/// One kind of matter, with everything that may be said about it.
///
/// A scenario file is a series of blocks like this one; a line that begins with a space goes on with the line before:
///
///     # lighting 路灯不亮
///     路线 hotline        what the router is expected to decide (several: a mixed request, main route first)
///     类型 求助*3 投诉     kinds with their weights
///     份 12               weight of the scenario among those of its file's share
///     长 500              how long a text it can carry, in characters
///     地 路               what sort of place it happens at: 路, 小区, 村, 镇, 无 (none given)
///     单位 市政所|路灯管理所
///     设 名 = phrase       a variable, rendered once for a matter
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
  var flags: [String] = []
  var kinds: [(name: String, weight: Double)] = []
  var weight = 1.0
  var longest = 400
  var placeKind = PlaceKind.road
  var manner = Manner.complaint
  var forms: [String] = ["hotline"]
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
