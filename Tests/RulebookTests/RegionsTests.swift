import Rulebook
import Testing

@Suite("Regions") struct RegionsTests {
  let regions: Regions

  init() throws {
    regions = try RepositoryRules.load().regions
  }

  @Test func areAllThere() {
    #expect(regions.all.filter { $0.level == .county }.count == 8)
    #expect(regions.all.filter { $0.level == .town && !$0.isFunctional }.count == 85)
    #expect(regions.codes.count == regions.all.count)
    #expect(regions.codes.contains("441881"))
    #expect(regions.all.filter(\.isAutonomous).map(\.code) == ["441825", "441826"])
    #expect(regions.city.code == "441800")
  }

  @Test(arguments: [
    ("441881", "英德市"), ("441881136", "英红镇"), ("441881136201", "英红镇"), ("4418819", "英德市"),
  ])
  func areFoundByCode(code: String, name: String) {
    #expect(regions.region(code)?.name == name)
  }

  @Test(arguments: ["440100", "44188", "", "北京", "441801"])
  func areNotMadeUp(code: String) {
    #expect(regions.region(code) == nil)
  }

  @Test func knowTheCountyOfATown() {
    #expect(regions.county(of: "441881136")?.name == "英德市")
    #expect(regions.county(of: "441800") == nil)
  }

  @Test(arguments: [
    ("英德市", "441881"), ("英德", "441881"), ("清远市英德市英红镇", "441881136"), ("英红镇", "441881136"), ("英红", "441881136"),
    ("441821100", "441821100"), ("441821 佛冈县", "441821"), ("老城", "441802"), ("佛冈县石角镇", "441821100"),
    ("清城区石角镇", "441802106"), (" 清新县 ", "441803"), ("清远", "441800"),
  ])
  func areFoundByAField(field: String, code: String) {
    guard case .at(let region) = regions.find(field) else {
      Issue.record("\(field): \(regions.find(field))")
      return
    }
    #expect(region.code == code)
  }

  @Test(arguments: ["石角镇", "太平镇", "石角", "太平"])
  func askWhereANameStandsTwice(field: String) {
    guard case .ambiguous(let found) = regions.find(field) else {
      Issue.record("\(field): \(regions.find(field))")
      return
    }
    #expect(found.count == 2)
  }

  @Test(arguments: [
    ("我在英德市英红镇开店，门口的路灯不亮", "441881136"), ("石角镇这边，离汤塘不远，路坏了", "441821100"), ("石角镇，靠近源潭", "441802106"),
    ("阳山县太平镇的自来水发黄", "441823107"), ("太平镇（清新区）晚上停电", "441803104"), ("英德桥头的桥坏了", "441881105"),
    ("小三江镇的路", "441825109"), ("三江镇的路", "441826100"), ("从清远市区到连州市要多久", "441882"),
    ("连山壮族瑶族自治县永和镇", "441825100"), ("清城区源潭镇和龙塘镇都停水", "441802"),
  ])
  func areFoundInAText(text: String, code: String) {
    guard case .at(let region) = regions.locate(in: text) else {
      Issue.record("\(text): \(regions.locate(in: text))")
      return
    }
    #expect(region.code == code)
  }

  /// Everyday words that are towns elsewhere name no place by themselves.
  @Test(arguments: ["小区保安态度差", "买的杨梅是坏的", "水边有人钓鱼，桥头堵车", "", "连", "a", "新城那边的老城改造"])
  func areNotGuessedFromEverydayWords(text: String) {
    #expect(regions.locate(in: text) == .nowhere)
  }

  @Test func staySilentOnTwoCounties() {
    guard case .ambiguous(let found) = regions.locate(in: "从英德市搬到佛冈县") else {
      Issue.record("two counties must be told apart")
      return
    }
    #expect(found.map(\.code) == ["441881", "441821"])
  }

  /// Texts cut anywhere are looked through without harm.
  @Test func surviveAnyCut() {
    let bytes = Array("英德市英红镇石角镇a太平".utf8)
    for start in 0...bytes.count {
      for end in start...bytes.count {
        _ = regions.locate(in: String(decoding: bytes[start..<end], as: UTF8.self))
      }
    }
  }
}
