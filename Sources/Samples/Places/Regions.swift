/// The counties and towns of Qingyuan, with the names and codes of GB/T 2260 and of the statistical office.
enum Regions {
  struct County: Sendable {
    var code: String
    var name: String
    var alias: String
    var share: Double
    var towns: [String]
    /// The unit that a judgment or a decision of this county is numbered with.
    var court: String
    var mark: String
  }

  /// The share of a county is ours: the seat of the city calls most.
  static let counties: [County] = [
    County(
      code: "441802", name: "清城区", alias: "清城", share: 34,
      towns: split("凤城街道 东城街道 洲心街道 横荷街道 源潭镇 龙塘镇 石角镇 飞来峡镇"), court: "粤1802", mark: "清城"),
    County(
      code: "441803", name: "清新区", alias: "清新", share: 16,
      towns: split("太和镇 太平镇 山塘镇 三坑镇 龙颈镇 禾云镇 浸潭镇 石潭镇"), court: "粤1803", mark: "清新"),
    County(
      code: "441821", name: "佛冈县", alias: "佛冈", share: 8,
      towns: split("石角镇 水头镇 汤塘镇 龙山镇 高岗镇 迳头镇"), court: "粤1821", mark: "佛"),
    County(
      code: "441823", name: "阳山县", alias: "阳山", share: 8,
      towns: split("青莲镇 江英镇 杜步镇 七拱镇 太平镇 杨梅镇 大崀镇 小江镇 岭背镇 黄坌镇 黎埠镇 阳城镇 秤架瑶族乡"),
      court: "粤1823", mark: "阳"),
    County(
      code: "441825", name: "连山壮族瑶族自治县", alias: "连山", share: 3,
      towns: split("永和镇 吉田镇 太保镇 禾洞镇 福堂镇 小三江镇 上帅镇"), court: "粤1825", mark: "连山"),
    County(
      code: "441826", name: "连南瑶族自治县", alias: "连南", share: 4,
      towns: split("三江镇 大麦山镇 寨岗镇 三排镇 涡水镇 大坪镇 香坪镇"), court: "粤1826", mark: "连南"),
    County(
      code: "441881", name: "英德市", alias: "英德", share: 18,
      towns: split(
        "英城街道 沙口镇 望埠镇 横石水镇 桥头镇 青塘镇 白沙镇 大站镇 西牛镇 九龙镇 浛洸镇 大湾镇 石灰铺镇 石牯塘镇 "
          + "下石太镇 波罗镇 横石塘镇 大洞镇 连江口镇 黎溪镇 水边镇 英红镇 东华镇 黄花镇"), court: "粤1881", mark: "英"),
    County(
      code: "441882", name: "连州市", alias: "连州", share: 9,
      towns: split("连州镇 星子镇 大路边镇 龙坪镇 西岸镇 保安镇 丰阳镇 东陂镇 九陂镇 西江镇 瑶安瑶族乡 三水瑶族乡"),
      court: "粤1882", mark: "连州"),
  ]

  static let shares = counties.map(\.share)

  /// Town names that stand in two counties: never written without the county, except where a text is meant to be unclear.
  static let doubled: Set<String> = ["石角镇", "太平镇"]

  private static func split(_ names: String) -> [String] {
    names.split(separator: " ").map(String.init)
  }
}
