import Casework
import Formats

/// Reads `Config/regions.yaml`.
enum RegionsReader {
  private enum Kind: String, CaseIterable {
    case district, county
    case autonomousCounty = "autonomous_county"
    case countyLevelCity = "county_level_city"
  }

  static func read(_ file: Section) -> Regions? {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let province = file.section("province").flatMap { region($0, .province, parent: nil) }
    let city = file.section("city").flatMap { region($0, .city, parent: province?.value) }
    var all = [province, city].compactMap { $0 }
    for section in file.sections("counties") {
      let towns = section.sections("towns")
      _ = section.choice("kind", Kind.self)
      _ = section.optionalText("note")
      guard let county = region(section, .county, parent: city?.value) else { continue }
      all.append(county)
      all += towns.compactMap { region($0, .town, parent: county.value) }
    }
    let codes = all.map { Placed(value: $0.value.code, place: $0.place) }
    file.noDuplicates(codes, Bilingual("代码", "code"))
    let ambiguous = file.optionalSections("ambiguous").compactMap { self.ambiguous($0, Set(codes.map(\.value))) }
    let neverAlone = file.optionalSections("never_alone").compactMap { section in
      defer { section.finish() }
      _ = section.wording("rule")
      _ = section.flag("verified")
      return section.text("name")
    }
    guard let city else { return nil }
    return Regions(city: city.value, all: all.map(\.value), ambiguous: ambiguous, neverAlone: neverAlone)
  }

  private static func region(_ section: Section, _ level: Region.Level, parent: Region?) -> Placed<Region>? {
    defer { section.finish() }
    let aliases = section.optionalTexts("aliases").map(\.value)
    let loose = section.optionalTexts("loose_aliases").map(\.value)
    let isAutonomous = section.optionalFlag("autonomous") ?? false
    let isFunctional = section.optionalFlag("functional") ?? false
    let isVerified = level == .town ? false : section.flag("verified") ?? false
    let code = section.placedText("code")
    let name = section.text("name")
    guard let code, let name else { return nil }
    let digits = level == .town ? 9 : 6
    guard code.value.utf8.count == digits, code.value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      section.faults.add(
        "bad-code", at: code.place, Bilingual("代码应为 \(digits) 位数字", "a code of \(digits) digits is expected"))
      return nil
    }
    if level == .town, let parent, !code.value.hasPrefix(parent.code) {
      section.faults.add(
        "bad-code", at: code.place,
        Bilingual("镇街代码应以 \(parent.code) 开头", "a town of \(parent.name) has a code that begins with \(parent.code)"))
    }
    return Placed(
      value: Region(
        code: code.value, name: name, level: level, aliases: aliases, looseAliases: loose, parent: parent?.code,
        isAutonomous: isAutonomous, isFunctional: isFunctional, isVerified: isVerified),
      place: code.place)
  }

  private static func ambiguous(_ section: Section, _ codes: Set<String>) -> AmbiguousName? {
    defer { section.finish() }
    _ = section.flag("verified")
    let candidates = section.sections("candidates").compactMap { entry -> AmbiguousName.Candidate? in
      defer { entry.finish() }
      let hints = entry.optionalTexts("hints").map(\.value)
      guard let code = entry.placedText("code") else { return nil }
      if !codes.contains(code.value) {
        entry.faults.add(
          "unknown-region", at: code.place, Bilingual("没有代码为 \(code.value) 的地区", "no region has the code \(code.value)")
        )
      }
      return .init(code: code.value, hints: hints)
    }
    guard let name = section.text("name") else { return nil }
    return AmbiguousName(name: name, candidates: candidates)
  }
}
