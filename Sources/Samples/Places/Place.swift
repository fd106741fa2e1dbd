/// Where a matter happens: a real county and town, with a road, an estate and a village that are made up.
struct Place: Sendable {
  var county: Int
  var town: Int
  var road: String
  var otherRoad: String
  var estate: String
  var village: String
  var otherVillage: String
  var team: Int
  var building: Int
  var room: Int
  var number: Int

  init(_ random: inout Randomness) {
    county = random.weighted(Regions.shares)
    let towns = Regions.counties[county].towns.count
    // The seat of a county is one of its first towns and calls more often.
    town = random.chance(45) ? random.below(min(4, towns)) : random.below(towns)
    road = SmallPlaces.road(&random)
    var second = SmallPlaces.road(&random)
    while second == road { second = SmallPlaces.road(&random) }
    otherRoad = second
    estate = SmallPlaces.estate(&random)
    village = SmallPlaces.village(&random)
    var other = SmallPlaces.village(&random)
    while other == village { other = SmallPlaces.village(&random) }
    otherVillage = other
    team = random.within(1...14)
    building = random.within(1...28)
    room = random.within(2...30) * 100 + random.within(1...6)
    number = random.within(3...268)
  }

  var countyName: String { Regions.counties[county].name }
  var countyAlias: String { Regions.counties[county].alias }
  var countyCode: String { Regions.counties[county].code }
  var townName: String { Regions.counties[county].towns[town] }
  var isDoubled: Bool { Regions.doubled.contains(townName) }

  /// Sub-district and town names with their ends left off, as people say them: 东城, 源潭.
  var townShort: String {
    for end in ["街道", "瑶族乡", "镇"] where townName.hasSuffix(end) && townName.count > end.count + 1 {
      return String(townName.dropLast(end.count))
    }
    return townName
  }
}

/// Names of roads, estates and villages, put together from pieces that are usual in the region. None is meant to be a
/// place that exists.
enum SmallPlaces {
  static func road(_ random: inout Randomness) -> String {
    roadNames.pick(&random) + roadEnds.pick(&random)
  }

  static func estate(_ random: inout Randomness) -> String {
    estateFirst.pick(&random) + estateSecond.pick(&random) + estateEnds.pick(&random)
  }

  static func village(_ random: inout Randomness) -> String {
    villageFirst.pick(&random) + villageSecond.pick(&random) + "村"
  }

  /// A firm with a made-up name, as a form would have it.
  static func business(_ random: inout Randomness) -> String {
    businessNames.pick(&random) + businessNames.pick(&random)
      + ["商贸", "餐饮管理", "建材", "塑料制品", "汽车服务", "农业发展", "装饰工程", "物流"].pick(&random) + "有限公司"
  }

  private static let businessNames = list("鑫 旺 福 聚 顺 隆 昌 恒 宏 德 裕 永 诚 佳 惠 泰 祥 利 源 丰 盛 达")
  private static let roadNames = list(
    """
    文化 人民 建设 解放 新城 环城 沿江 迎宾 朝阳 振兴 新华 和平 胜利 团结 光明 民生 学院 体育 工业 站前 广场 公园 河堤 西门 南门
    北门 府前 教育 科技 富民 兴业 永安 康乐 松岗 凤鸣 龙翔 桥北 桥南 滨水 银杏 桂花 榕树 木棉 玉兰 香樟 荷塘 麦围 石牛 金鸡 双龙
    清凉 万福 兴隆 长埔 友谊 平安 育才 创新 向荣 明珠 梅花 百合 翠竹 东岳 北岭 云山 彩虹 星光 前进 丰收 茶园 石桥 鹿鸣 水口
    """)
  private static let roadEnds = list("路 路 路 街 街 大道 东路 西路 南路 北路 中路 二路 三街 横街 巷 新街")
  private static let estateFirst = list("翠 锦 雅 丽 嘉 御 和 悦 景 逸 盛 颐 聚 丰 金 银 瑞 福 兰 桂 枫 水 云 晴 月 星 鸿 天 青 紫")
  private static let estateSecond = list("湖 江 城 华 林 岸 泰 和 庭 园 澜 峰 涛 轩 韵 苑 屿 汀 麓 塘 舟 桥 岭 堤 谷 光 影 安 祥 悦")
  private static let estateEnds = list("花园 花园 小区 小区 苑 居 名都 华府 新村 雅苑 公寓 家园 豪庭 广场")
  private static let villageFirst = list("上 下 大 新 老 东 南 西 北 黄 石 沙 水 龙 白 竹 枫 松 社 莲 坑 高 长 横 禾 马 鹤 牛 湖 井 茶 樟 罗 杨 古")
  private static let villageSecond = list("塘 坑 围 岗 岭 坪 洞 埔 湾 寨 田 背 径 陂 楼 屋 潭 源 冲 崀 迳 头 尾 墩 洲 垌 坳 峒 江 塱")

  static func list(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
