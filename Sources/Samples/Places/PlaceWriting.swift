/// How people name the place of a matter: in full the first time, in short afterwards.
enum PlaceWriting {
  static func write(
    _ place: Place, _ kind: Scenario.PlaceKind, first: Bool, _ random: inout Randomness, _ ink: inout Ink
  ) {
    guard first else {
      short(place, kind, &random, &ink)
      return
    }
    let town = townWithCounty(place, &random)
    switch kind {
    case .road:
      switch random.below(6) {
      case 0: ink.add(town + place.road + ["中段", "西段", "东段", "路口", "靠河边一段", "尾段"].pick(&random))
      case 1: ink.add("\(town)\(place.road)与\(place.otherRoad)\(["交界", "交汇处", "路口", "的十字路口", "转角"].pick(&random))")
      case 2: ink.add("\(town)\(place.road)\(place.number)号\(["附近", "对面", "门口", "一带", "旁边"].pick(&random))")
      case 3: ink.add(town + place.road + landmarks.pick(&random))
      case 4: ink.add("\(town)\(place.estate)\(["门口", "东门", "后门", "北侧", "旁"].pick(&random))的\(place.road)")
      default: ink.add(town + place.road)
      }
    case .estate:
      switch random.below(5) {
      case 0: ink.add(town + place.road + place.estate)
      case 1: ink.add("\(town)\(place.estate)\(place.building)栋")
      case 2: ink.add("\(town)\(place.estate)（\(place.road)\(place.number)号）")
      case 3: ink.add("\(place.estate)（\(town)）")
      default: ink.add(town + place.estate)
      }
    case .village:
      switch random.below(4) {
      case 0: ink.add("\(town)\(place.village)\(SmallNumbers.numeral(place.team))组")
      case 1: ink.add("\(town)\(place.village)委会\(place.otherVillage)小组")
      case 2: ink.add("\(town)\(place.village)\(["村口", "村尾", "小学旁", "祠堂边", "桥头", "文化室旁"].pick(&random))")
      default: ink.add(town + place.village)
      }
    case .town: ink.add(town)
    case .none: break
    }
  }

  /// The town with its county, in one of the forms in use; a name that stands twice always with its county.
  static func townWithCounty(_ place: Place, _ random: inout Randomness) -> String {
    switch random.below(8) {
    case 0: "清远市\(place.countyName)\(place.townName)"
    case 1 where !place.isDoubled: place.townName
    case 2 where !place.isDoubled: place.townName
    case 3: place.countyAlias + place.townName
    case 4 where !place.isDoubled && place.townShort.count > 1: "\(place.countyAlias)\(place.townShort)"
    default: place.countyName + place.townName
    }
  }

  private static func short(_ place: Place, _ kind: Scenario.PlaceKind, _ random: inout Randomness, _ ink: inout Ink) {
    switch kind {
    case .road: ink.add([place.road, "该路段", "这条路", "这一段路", place.road + "这里"].pick(&random))
    case .estate: ink.add([place.estate, "小区", "本小区", "该小区", place.estate + "里"].pick(&random))
    case .village: ink.add([place.village, "村里", "本村", "我们这个村", place.village + "这边"].pick(&random))
    case .town: ink.add([place.townName, "镇上", "这边", "当地"].pick(&random))
    case .none: ink.add(["这里", "那里"].pick(&random))
    }
  }

  private static let landmarks = SmallPlaces.list(
    "农贸市场门口 小学门口 中学后门 公交站旁 菜市场对面 卫生院门口 加油站旁 幼儿园门口 桥底 银行对面 超市门前 公园北门 文化广场旁 汽车站出口 邮局旁 派出所对面 药店门口")
}
