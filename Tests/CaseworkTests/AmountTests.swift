import Casework
import Testing

@Suite struct AmountTests {
  @Test(arguments: [
    ("0", "0"), ("1000", "1000"), ("1000.5", "1000.50"), ("1000.50", "1000.50"), ("1000.00", "1000"), ("007", "7"),
    ("1,000", "1000"), ("12,345,678.90", "12345678.90"), ("¥1000", "1000"), ("￥1,000元", "1000"), ("1.5万", "15000"),
    ("1.5万元", "15000"), ("0.000001万元", "0.01"), ("0.01", "0.01"), ("10000000000000", "10000000000000"), ("3元", "3"),
  ])
  func read(_ text: String, _ expected: String) throws {
    let amount = try #require(Amount(text))
    #expect(amount.description == expected)
    #expect(Amount(expected) == amount)
  }

  @Test(arguments: [
    "", "-1", "+1", "1.", ".5", "1.005", "1e3", "1,00", "1,0000", "1000,000", ",1", "1 000", "10000000000000.01",
    "99999999999999999999", "1.5千", "元", "1.5万万", "NaN", "壹佰", "0.0000001万", "1.5元万", "10,",
  ])
  func notAnAmount(_ text: String) {
    #expect(Amount(text) == nil)
  }

  @Test func everyAmountIsWrittenSoThatItReadsBack() {
    for _ in 0..<20_000 {
      guard let amount = Amount(fen: Int64.random(in: 0...Amount.largest)) else { continue }
      #expect(Amount(amount.description) == amount)
    }
    #expect(Amount(fen: -1) == nil)
    #expect(Amount(fen: Amount.largest + 1) == nil)
  }
}
