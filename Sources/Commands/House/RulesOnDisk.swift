import Casework
import Crypto
import Foundation
import Messages
import Routing
import Rulebook

/// What `Config/` and `Topics/` say, read once at the start.
struct RulesOnDisk: Sendable {
  let settings: Settings
  let rulebook: Rulebook
  let list: DecisionList
  /// The digest of the decision list, by which a decision names the list that made it.
  let listVersion: String
  let regions: RegionIndex

  static func load(_ folder: ConfigFolder, settings: Settings, cache: String?) throws -> RulesOnDisk {
    let rulebook = try Rulebook.load(configFolder: folder.config, topicsFolder: folder.topics)
    let file = "\(folder.config)/routing.yaml"
    let yaml = Array(try Data(contentsOf: URL(filePath: file)))
    return RulesOnDisk(
      settings: settings, rulebook: rulebook,
      list: try DecisionList(yaml: yaml, file: file, regions: rulebook.regions, patternCache: cache),
      listVersion: String(DigestAlgorithm.sha256.digest(yaml).description.prefix(7 + 16)),
      regions: RegionIndex(rulebook.regions))
  }
}

extension RegionIndex {
  /// The index of the city's regions; names that two regions share are left out, because they decide nothing.
  init(_ regions: Regions) {
    var names: [String: RegionCode] = [:]
    for region in regions.all {
      guard let code = RegionCode(region.code) else { continue }
      for name in [region.name] + region.aliases where regions.regions(named: name).count == 1 { names[name] = code }
    }
    self.init(codes: Set(regions.codes.compactMap { RegionCode($0) }), names: names)
  }
}
