import Casework
import Crypto
import Foundation
import Letters
import Messages
import Routing
import Rulebook

/// What `Config/` and `Topics/` say, read once at the start.
struct RulesOnDisk: Sendable {
  let settings: Settings
  let rulebook: Rulebook
  /// The documents of the procedures with their templates.
  let letters: LetterBook
  let list: DecisionList
  /// The digest of the decision list, by which a decision names the list that made it.
  let listVersion: String
  let regions: RegionIndex

  static func load(_ folder: ConfigFolder, settings: Settings, cache: String?) throws -> RulesOnDisk {
    var rulebook = try Rulebook.load(
      configFolder: folder.config, topicsFolder: folder.topics, today: LocalDate(instant: House.now()))
    rulebook.deadlines = rulebook.deadlines.with(changeOver: settings.clocks.changeOver)
    let file = "\(folder.config)/routing.yaml"
    let yaml = Array(try Data(contentsOf: URL(filePath: file)))
    return RulesOnDisk(
      settings: settings, rulebook: rulebook,
      letters: try LetterBook.load(folder: folder.config, rulebook: rulebook),
      list: try DecisionList(yaml: yaml, file: file, regions: rulebook.regions, patternCache: cache),
      listVersion: String(DigestAlgorithm.sha256.digest(yaml).description.prefix(7 + 16)),
      regions: RegionIndex(rulebook.regions))
  }
}

extension RegionIndex {
  /// The index of the city's regions; names that two regions of one level share are left out, because
  /// they decide nothing.
  init(_ regions: Regions) {
    var names: [String: RegionCode] = [:]
    for region in regions.all {
      guard let code = RegionCode(region.code) else { continue }
      for name in [region.name] + region.aliases {
        let bearers = regions.regions(named: name)
        // 连州 is a county and, left short, its seat: in a field of regions the county is meant.
        if bearers.count == 1 || bearers.filter({ $0.level == .county }) == [region] { names[name] = code }
      }
      for name in Self.rows(region, regions) { names[name] = code }
    }
    self.init(codes: Set(regions.codes.compactMap { RegionCode($0) }), names: names)
  }

  /// The region's name behind those of the regions around it, as exports write it: 清远市清城区, 佛冈县石角镇, 清远市佛冈县石角镇.
  private static func rows(_ region: Region, _ regions: Regions) -> [String] {
    guard region.level == .county || region.level == .town else { return [] }
    var rows: [String] = []
    var row = region.name
    var around = region.parent.flatMap { regions.region($0) }
    while let parent = around {
      row = parent.name + row
      rows.append(row)
      around = parent.parent.flatMap { regions.region($0) }
    }
    return rows
  }
}
