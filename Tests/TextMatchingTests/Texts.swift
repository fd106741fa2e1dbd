/// Texts as they come in, for tests that want something like the real thing.
enum Texts {
  static let letters = [
    "市场监管局作出的〔2026〕粤罚0123号处罚决定书我上周三才收到，罚款五千元太重，请求撤销。",
    "楼上的空调外机整夜滴水，跟他讲了好几回都不理，希望社区出面调解一下。",
    "我不想告他，也不想起诉他，就想让他把欠的工钱一分不少地给我。",
    "（2025）粤1802民初0456号判决书生效半年了，对方名下有房有车，就是不给钱。",
    "路灯不亮、井盖松动、垃圾没人收，ABC小区三期门口，谁来管管？电话：0763-1234567",
    "",
    "复议复议复议",
    "aaaa bbbb AaAa 啊啊啊啊\n啊啊\r\n啊",
    "😀 表情 👨‍👩‍👧 与 𠀀 四字节汉字混在一起",
  ]

  /// A text of `count` characters out of an alphabet small enough for patterns to meet in it.
  static func random(count: Int, using generator: inout SeededGenerator) -> String {
    let alphabet = Array("不是想告起诉复议罚款决定书院abAB01 ,。\n🀄é")
    return String((0..<count).map { _ in generator.pick(alphabet) })
  }
}
