import Casework
import Testing

@testable import Routing

@Suite struct NumberReaderTests {
  private let received = LocalDate(daysSinceEpoch: 20_780)  // 2026-11-23

  @Test(arguments: [
    ("2023年的罚款", [1058]), ("二〇二三年的罚款", [1058]), ("二〇二六年三月", [237]), ("2026年11月13日收到", [10]),
    ("2026-11-03拿到", [20]), ("2025/2/28", [633]),
    ("去年十二月", [327]), ("前年", [692]), ("去年12月3号", [355]), ("三年多了", [1095]), ("8个月", [240]), ("八个多月", [240]),
    ("大半年", [182]), ("十几天", [12]), ("两周", [14]), ("2026年13月", [-38]), ("三月份", []), ("5楼", []), ("第3天", [3]),
  ])
  func timesAreReadAsTheLatestTheyCanBe(text: String, days: [Int]) {
    #expect(received.description == "2026-11-23")
    #expect(NumberReader(Array(text.utf8)).times(received: received).map(\.daysAgo) == days)
  }

  @Test(arguments: [
    ("我们三十几个民工", 32), ("两百多人", 200), ("一百多号人", 100), ("12户村民", 12), ("几十号人", 20), ("我一个人", 1), ("没有人", 0),
    ("二十三名业主", 23), ("一千两百户", 1200),
  ])
  func peopleAreCounted(text: String, count: Int) {
    #expect(NumberReader(Array(text.utf8)).people().map(\.count).max() ?? 0 == count)
  }
}
