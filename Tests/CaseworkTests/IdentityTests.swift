import Testing

@testable import Casework

@Suite struct IdentityTests {
  @Test(arguments: [
    // The examples printed in GB 11643-1999; no person bears them.
    ("11010519491231002X", "1949-12-31"), ("11010519491231002x", "1949-12-31"), ("440524188001010014", "1880-01-01"),
    ("110105491231002", "1949-12-31"),
  ])
  func residentNumbers(_ text: String, _ birthday: String) throws {
    let number = try #require(ResidentIdentityNumber(text))
    #expect(number.birthday.description == birthday)
    #expect(number.text == text.uppercased())
    #expect(number.isOldForm == (text.utf8.count == 15))
  }

  @Test(arguments: [
    "", "110105194912310021", "11010519491231002Y", "1101051949123100", "990105194912310020", "11010519491331002X",
    "11010519490229002X", "000000000000000000", "1101054912310", "110105491331002", "１10105194912310",
    "11010519491231002\u{10}",
    "1101051949123100X2", "110105 19491231002X",
  ])
  func notResidentNumbers(_ text: String) {
    #expect(ResidentIdentityNumber(text) == nil)
  }

  /// Any one wrong digit, and any two neighbours swapped, is noticed (ISO 7064 MOD 11-2).
  @Test func oneErrorIsAlwaysNoticed() {
    let good = Array("11010519491231002X".utf8)
    for place in 6..<17 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != good[place] {
        var wrong = good
        wrong[place] = digit
        #expect(ResidentIdentityNumber(wrong.span) == nil)
      }
      var swapped = good
      swapped.swapAt(place - 1, place)
      if swapped != good { #expect(ResidentIdentityNumber(swapped.span) == nil) }
    }
  }

  @Test func checkCharactersOfElevenNumbersAreAllDifferent() {
    var seen: Set<UInt8> = []
    for last in 0..<10 {
      let digits = Array("1101051949123100\(last)".utf8)
      seen.insert(ResidentIdentityNumber.checkCharacter(digits.span))
    }
    #expect(seen.count == 10)
  }

  @Test(arguments: ["91350100M000100Y43", "91350100m000100y43", "11441800000000000X"])
  func creditCodes(_ text: String) {
    // The first is the example of GB 32100-2015; the last is made up and given its check character here.
    let stem = String(text.dropLast())
    let valid = "0123456789ABCDEFGHJKLMNPQRTUWXY".filter { UnifiedSocialCreditCode(stem + String($0)) != nil }
    #expect(valid.count == 1)
    if text.uppercased().hasPrefix("9135") { #expect(UnifiedSocialCreditCode(text)?.text == "91350100M000100Y43") }
  }

  @Test(arguments: [
    "", "91350100M000100Y44", "91350100M000100Y4", "91350100M000100Y433", "91350100I000100Y43", "9135010OM000100Y43",
    "91350100M000100Ｙ4", "11010519491231002X",
  ])
  func notCreditCodes(_ text: String) {
    #expect(UnifiedSocialCreditCode(text) == nil)
  }

  @Test(arguments: [
    ("441802", false, "441802"), ("441802006", true, "441802"), ("110000", false, "110000"),
  ])
  func regionCodes(_ text: String, _ isTown: Bool, _ county: String) throws {
    let code = try #require(RegionCode(text))
    #expect(code.description == text)
    #expect(code.isTown == isTown)
    #expect(code.county.description == county)
  }

  @Test(arguments: ["", "44180", "4418021", "041802", "44180X", "441802 ", "441802006001", "４41802"])
  func notRegionCodes(_ text: String) {
    #expect(RegionCode(text) == nil)
  }
}
