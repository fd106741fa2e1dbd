/// How somebody puts a matter into words.
enum Voice: String, Sendable, CaseIterable {
  /// The note of a hotline clerk, in the third person.
  case clerk
  /// Somebody writing or dictating, politely.
  case plain
  /// The same in anger.
  case angry
  /// A letter with salutation and close.
  case letter
  /// A letter in numbered points.
  case numbered
  /// Typed without a single mark of punctuation.
  case unpunctuated
  /// With the words of the region.
  case regional

  var isThirdPerson: Bool { self == .clerk }
}

/// The person a text is written by or about.
struct Speaker: Sendable {
  var surname: String
  var isFemale: Bool
  var age: Int
  var voice: Voice
}

/// Surnames usual in the region, and ways to name somebody without naming anybody.
enum Names {
  static let surnames = SmallPlaces.list(
    """
    陈 李 黄 张 梁 林 刘 吴 罗 何 邓 曾 谢 郑 杨 朱 冯 蔡 潘 叶 钟 邱 廖 范 江 莫 唐 房 盘 沈 欧 温 成 巫 麦 谭 曹 丘 赖 蓝
    """)
  static let given = SmallPlaces.list(
    "明 强 华 军 辉 燕 芳 玲 英 兰 梅 霞 娟 平 勇 杰 伟 涛 斌 超 敏 静 丽 红 桂 金 木 水 生 来 发 贵 福 添 娣 好 甲 乙 丙 丁")

  static func surname(_ random: inout Randomness) -> String { surnames.pick(&random) }

  /// 陈某, 李某某, 王姓男子, 黄老板.
  static func someone(_ random: inout Randomness) -> String {
    let surname = surname(&random)
    return surname + ["某", "某某", "某" + given.pick(&random), "某"].pick(&random)
  }
}
