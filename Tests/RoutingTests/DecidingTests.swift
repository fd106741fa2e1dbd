import Casework
import Messages
import Rulebook
import Testing
import TextMatching

@testable import Routing

@Suite struct DecidingTests {
  private func route(_ submission: Submission) throws -> RouteDecision {
    try Lists.shipped().decide(submission)[0].decision
  }

  @Test func aMixedSubmissionIsTwoMatters() throws {
    let text = "镇政府没发任何通知就把我的鱼塘房拆了，带队那个还收了开发商的好处，大家都知道。"
    let requests = try Lists.shipped().decide(Matters.hotline(text))
    #expect(requests.map(\.decision.route) == [.reconsideration, .supervision])
    #expect(requests.map(\.isPrimary) == [true, false])
    #expect(requests[0].excerpt?.contains("好处") == false)
    #expect(requests[0].excerpt?.contains("鱼塘房") == true)
    #expect(requests[1].decision.flags.contains("seal_part"))
    #expect(!requests[0].decision.reasons.contains { $0.words.contains("好处") })
    #expect(!requests[0].decision.secondary.contains(.supervision))
  }

  @Test func intakeLearnsWhichPartToSeal() throws {
    let list = try Lists.shipped()
    let text = "镇政府没发任何通知就把我的鱼塘房拆了，带队那个还收了开发商的好处，大家都知道。"
    let part = try #require(list.screen(text))
    #expect(!part.isWhole)
    let sealed = part.ranges.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }.joined()
    #expect(sealed.contains("好处") && !sealed.contains("鱼塘房"))
    let whole = try #require(list.screen("举报某镇领导把扶贫工程包给自己小舅子，资料我有。"))
    #expect(whole.isWhole && whole.ranges.count == 1)
    #expect(list.screen("路灯坏了三天没人修，请派人来看看。") == nil)
  }

  @Test func aLongStoryIsDecidedByItsBeginningAndItsRequest() throws {
    let story = String(repeating: "那天物业的人也在场，说以前法院判过别家的官司，还有人拿着罚款决定书来吵，", count: 8)
    let head =
      "我们小区门口的路灯坏了半个月没人修，晚上一片漆黑，老人出门买菜摔过两次，孩子放学要打着手电走，电动车和行人抢着一条窄道，下雨天水坑都看不见，"
      + "前几天还有外卖骑手连人带车翻到沟边，大家都很害怕，天一黑就不敢出门，"
    let decision = try route(Matters.hotline(head + story + "希望尽快派人修好路灯。"))
    #expect(decision.route == .hotline)
    let hidden = head + story + "村支书把修路的钱装进了自己口袋。" + story
    #expect(try route(Matters.hotline(hidden)).route == .supervision)
  }

  @Test func blanksAndNothingDivideAsPunctuationDoes() throws {
    let commas = "楼上天天漏水，天花板都泡坏了，找他谈了几次都不理，想请社区帮忙调解"
    for text in [commas, commas.replacing("，", with: " "), commas.replacing("，", with: "")] {
      #expect(try route(Matters.hotline(text)).route == .peopleMediation, "\(text)")
    }
    let marks = Punctuation(of: TextNormalizer().normalize("一二三四五 六七八九十")).marks
    #expect(marks.map(\.offset) == [15])
    #expect(
      Punctuation(of: TextNormalizer().normalize(String(repeating: "字", count: 100))).marks.map(\.offset) == [144, 288])
  }

  @Test func courtesyDoesNotUnseal() throws {
    let list = try Lists.shipped()
    let text = "镇里的会计把救灾款扣下一半，真正困难的没有领到，请查。感谢领导，辛苦了，表扬你们的热线！"
    #expect(list.screen(text) != nil)
    #expect(list.screen("表扬窗口的工作人员，塞红包坚决不要，跑前跑后帮我母亲办好了手续。") == nil)
  }

  @Test func aSealedReasonHasNoWords() throws {
    let requests = try Lists.shipped().decide(Matters.hotline("来检查的执法人员私下跟我说给两千就不罚，我有录音。"))
    #expect(requests.count == 1)
    #expect(requests[0].decision.route == .supervision)
    #expect(!requests[0].decision.reasons.isEmpty)
    #expect(requests[0].decision.reasons.allSatisfy { $0.words.isEmpty && $0.offset == nil })
  }

  @Test func whatWasSealedAtIntakeGoesToSupervision() throws {
    var submission = Matters.hotline(Submission.sealedText)
    submission.sealed = [SealedPart(keyID: "k", envelope: "e")]
    #expect(try route(submission).route == .supervision)
  }

  @Test func reasonsPointIntoTheOriginal() throws {
    let text = "　您好！市場監管局罰了我５０００元，處罰決定書上個月２８號收到，太重了，不服。"
    let decision = try route(Matters.hotline(text))
    #expect(decision.route == .reconsideration)
    let scalars = Array(text.unicodeScalars)
    var seen = 0
    for reason in decision.reasons where reason.field == "text" {
      guard let offset = reason.offset else { continue }
      let found = scalars[offset..<offset + reason.words.unicodeScalars.count]
      #expect(String(String.UnicodeScalarView(found)) == reason.words)
      seen += 1
    }
    #expect(seen > 2)
    #expect(decision.articles.contains { $0.text.hasPrefix("行政复议法") && $0.standing == .primary })
  }

  @Test func aMissingPlaceGivesWayToWhatCannotWait() throws {
    let list = try Lists.shipped()
    let asked = list.decide(Matters.hotline("石角镇这边河边又在烧垃圾，熏得受不了。", region: nil), explaining: true)[0]
    #expect(asked.decision.route == .clarify)
    let urgent = list.decide(Matters.hotline("石角镇政府罚了我五千，处罚决定书昨天收到，不服。", region: nil), explaining: true)[0]
    #expect(urgent.decision.route == .reconsideration)
    #expect(urgent.decision.flags.contains("ask_place"))
    #expect(urgent.considered.contains { $0.gate == "G1" && $0.gaveWayTo.contains("G7") })
    #expect(try route(Matters.hotline("佛冈县石角镇这边河边又在烧垃圾，熏得受不了。", region: nil)).route == .hotline)
    #expect(try route(Matters.hotline("石角镇这边河边又在烧垃圾，熏得受不了。", region: "441821")).route == .hotline)
  }

  @Test func anExplanationNamesEveryGateBefore() throws {
    let request = try Lists.shipped().decide(Matters.hotline("楼下烧烤档油烟太大，请城管来管一管。"), explaining: true)[0]
    #expect(request.decision.gate == "G17")
    let expected = Gate.canonicalOrder.prefix { $0 != "G17" }
    #expect(request.considered.map(\.gate) == Array(expected))
    #expect(request.considered.allSatisfy { !$0.title.isEmpty && !$0.clauses.isEmpty })
    #expect(request.considered.flatMap(\.clauses).allSatisfy { !$0.missing.isEmpty || !$0.against.isEmpty })
    #expect(!request.facts.isEmpty)
  }

  @Test func formsOfApplicationKeepTheirRoute() throws {
    #expect(try route(Matters.reconsideration("我认为认定事实有误。", requests: ["撤销该决定"])).route == .reconsideration)
    #expect(
      try route(Matters.reconsideration("事故认定书说我全责，我不服。", requests: ["撤销事故认定"])).route == .police)
    #expect(try route(Matters.mediation("两家因为排水沟一直谈不拢。")).route == .peopleMediation)
  }

  @Test(arguments: ["复议", "法院", "起诉", "律师", "仲裁", "纪委", "信访", "12345", "上访", "曝光"])
  func noWordOfRuleK10DecidesAlone(word: String) throws {
    let plain = try route(Matters.hotline("小区门口的路灯坏了半个月没人修。")).route
    #expect(try route(Matters.hotline("小区门口的路灯坏了半个月没人修，\(word)！")).route == plain)
    #expect(try route(Matters.hotline("\(word)，小区门口的路灯坏了半个月没人修。")).route == plain)
  }

  @Test func everythingGetsARouteAndTheSameEachTime() async throws {
    let list = try Lists.shipped()
    let messages = try LabelledMessage.all("examples")
    var odd = ["？", "。。。", "\u{200B}", String(repeating: "投诉", count: 5000), "\n\n\n", "😀😀", "a", "《》（）"]
    odd += messages.map(\.text)
    let submissions = odd.map { Matters.hotline($0, region: nil) }
    let expected = submissions.map { list.decide($0) }
    #expect(expected.allSatisfy { !$0.isEmpty && $0.count { $0.isPrimary } == 1 && $0[0].isPrimary })
    let agree = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 { group.addTask { submissions.map { list.decide($0) } == expected } }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(agree)
  }

  @Test func bothEnginesDecideAlike() throws {
    let portable = try DecisionList(
      yaml: Array(Lists.text().utf8), file: "routing.yaml", regions: Lists.rulebook.get().regions, engine: .portable)
    let list = try Lists.shipped()
    for message in try LabelledMessage.all("examples") {
      #expect(portable.decide(message.submission) == list.decide(message.submission), "\(message.id)")
    }
  }
}
