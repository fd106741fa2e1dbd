/// The regions of the city, found by code, by name, and in a text.
public struct Regions: Sendable {
  public let city: Region
  /// Province, city, counties, towns, in the order of the file.
  public let all: [Region]
  public let ambiguous: [AmbiguousName]
  /// Words from which no region is to be guessed.
  public let neverAlone: [String]
  /// The codes of all regions, for validation.
  public let codes: Set<String>
  private let byCode: [String: Region]
  /// Names with the codes that bear them.
  private let byName: [String: [String]]
  private let scanner: PlaceScanner

  public init(city: Region, all: [Region], ambiguous: [AmbiguousName], neverAlone: [String]) {
    self.city = city
    self.all = all
    self.ambiguous = ambiguous
    self.neverAlone = neverAlone
    codes = Set(all.map(\.code))
    byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var byName: [String: [String]] = [:]
    for region in all {
      for name in Set([region.name] + region.aliases + region.looseAliases + Self.shortNames(of: region)) {
        byName[name, default: []].append(region.code)
      }
    }
    self.byName = byName
    scanner = PlaceScanner(regions: all, ambiguous: ambiguous)
  }

  /// The region with this code; a longer code (a village's) is looked up by the town's nine or the county's six digits.
  public func region(_ code: String) -> Region? {
    if let region = byCode[code] { return region }
    guard code.utf8.count > 6 else { return nil }
    return byCode[String(code.prefix(9))] ?? byCode[String(code.prefix(6))]
  }

  /// The county of a region or of a code; `nil` for the city and what lies outside it.
  public func county(of code: String) -> Region? {
    guard let region = region(String(code.prefix(6))), region.level == .county else { return nil }
    return region
  }

  /// Every region that bears this name, alone or in a row from the large to the small (`清远市佛冈县石角镇`).
  public func regions(named name: String) -> [Region] {
    let trimmed = String(name.filter { !$0.isWhitespace })
    if let codes = byName[trimmed] { return codes.compactMap { byCode[$0] } }
    switch locate(in: trimmed) {
    case .nowhere: return []
    case .at(let region): return [region]
    case .ambiguous(let regions): return regions
    }
  }

  /// What a field that holds a region says: a code, a name, or both.
  public func find(_ field: String) -> PlaceFinding {
    let digits = field.prefix { $0.isASCII && $0.isNumber }
    if digits.count >= 6, let region = region(String(digits)) { return .at(region) }
    return finding(regions(named: field))
  }

  /// The smallest region that a text names. Where a name stands for several, other places of the text decide.
  public func locate(in text: String) -> PlaceFinding {
    finding(scanner.codes(in: text).compactMap { byCode[$0] })
  }

  /// One region is clear; several in one line, from the large to the small, are the smallest of them; several within one
  /// county are that county.
  private func finding(_ regions: [Region]) -> PlaceFinding {
    guard let first = regions.first else { return .nowhere }
    let around = Set(regions.flatMap { ancestors(of: $0) })
    let smallest = regions.filter { !around.contains($0.code) }
    if let only = smallest.first, smallest.count == 1 { return .at(only) }
    let counties = Set(smallest.map { county(of: $0.code)?.code })
    if counties.count == 1, let county = county(of: first.code) { return .at(county) }
    return .ambiguous(smallest)
  }

  private func ancestors(of region: Region) -> [String] {
    var codes: [String] = []
    var next = region.parent
    while let code = next, !codes.contains(code) {
      codes.append(code)
      next = byCode[code]?.parent
    }
    return codes
  }

  /// A town's name without 镇, 乡 or 街道: a whole field may say it so, a text is not searched for it by itself.
  static func shortNames(of region: Region) -> [String] {
    guard region.level == .town else { return [] }
    for ending in ["街道", "瑶族乡", "镇", "乡"] where region.name.hasSuffix(ending) {
      let short = String(region.name.dropLast(ending.count))
      return short.count > 1 ? [short] : []
    }
    return []
  }
}
