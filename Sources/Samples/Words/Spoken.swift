/// Words that change when somebody writes as the people of the region speak, and the wrong characters of the usual
/// input methods. Each pair is: as in the scenarios, as written.
enum Spoken {
  static let dialect: [(String, String)] = pairs(
    """
    我们=我哋 他们=佢哋 没有=冇 什么=乜嘢 目前=而家 如今=而家 眼下=而家 经常=成日 晚上=夜晚 夜里=夜晚 为什么=点解 怎么办=点算 谢谢=唔该 不知道=唔知
    小孩=细路 孩子=细路 天天=日日 这里=呢度 那里=嗰度 不是=唔系 都是=都系 没人=冇人 吵=嘈 不肯=唔肯 看不见=睇唔到
    """)

  static let slips: [(String, String)] = pairs(
    """
    已经=以经 反映=反应 投诉=投拆 应该=因该 好像=好象 账=帐 再次=在次 严重=严从 垃圾=拉圾 影响=影晌 部门=部们 解决=解绝 必须=必需
    处理=处里 现在=现再 一直=一致 根本=跟本 安装=按装 到底=倒底 明明=名名 刺耳=剌耳 按照=安照 需要=须要 坐=座 希望=希忘 多次=多此
    检查=捡查 恳请=肯请 麻烦=麻凡 导致=倒致 存在=存再 尽快=近快 回复=回付 拖延=托延 噪音=燥音 修好=休好 路灯=路登 漏水=露水
    """)

  private static func pairs(_ text: String) -> [(String, String)] {
    SmallPlaces.list(text).map { entry in
      let halves = entry.split(separator: "=")
      return (String(halves[0]), String(halves[1]))
    }
  }
}
