import Casework
import Testing

@Suite struct TelephoneTests {
  @Test(
    arguments: [
      ("13800138000", .mobile, "13800138000"), ("138 0013 8000", .mobile, "13800138000"),
      ("138-0013-8000", .mobile, "13800138000"), ("+8613800138000", .mobile, "13800138000"),
      ("+86 138 0013 8000", .mobile, "13800138000"), ("008613800138000", .mobile, "13800138000"),
      ("8613800138000", .mobile, "13800138000"), ("013800138000", .mobile, "13800138000"),
      ("(+86)13800138000", nil, ""), ("19912345678", .mobile, "19912345678"),
      ("0763-3366666", .landline, "0763-3366666"), ("07633366666", .landline, "0763-3366666"),
      ("(0763)3366666", .landline, "0763-3366666"), ("（0763）3366666", .landline, "0763-3366666"),
      ("0763 3366666", .landline, "0763-3366666"), ("+86 763 3366666", .landline, "0763-3366666"),
      ("010-66666666", .landline, "010-66666666"), ("020-88888888", .landline, "020-88888888"),
      ("+862088888888", .landline, "020-88888888"), ("0755-88888888", .landline, "0755-88888888"),
      ("0763-3366666-801", .landline, "0763-3366666转801"), ("0763-3366666转801", .landline, "0763-3366666转801"),
      ("0763-3366666 ext 801", .landline, "0763-3366666转801"), ("3366666", .local, "3366666"),
      ("12345", .service, "12345"), ("110", .service, "110"), ("0763-12345", nil, ""), ("95588", .service, "95588"),
      ("9550000", .service, "9550000"), ("96110", .service, "96110"), ("400-800-8888", .service, "4008008888"),
      ("400-080-8888", .service, "4000808888"), ("8008108888", .service, "8008108888"), ("10086", .service, "10086"),
      ("+85221234567", .foreign, "+85221234567"), ("00852-2123-4567", .foreign, "+85221234567"),
    ] as [(String, Telephone.Kind?, String)])
  func read(_ text: String, _ kind: Telephone.Kind?, _ normal: String) {
    let number = Telephone(text)
    #expect(number?.kind == kind)
    if let number {
      #expect(number.description == normal)
      #expect(Telephone(number.description) == number, "the normal form reads back")
    }
  }

  @Test(arguments: [
    "", "1", "12", "无", "12800138000", "1380013800", "138001380000", "138****8000", "13800138000/13800138001",
    "13800138000、0763-3366666", "0763-336666", "0763-33666666666", "01012345678", "000", "+", "+86", "++8613800138000",
    "转801", "0763-3366666转", "0763-3366666转1234567", "13800138000x", "1380013800\u{0}", "11111111111",
    "999999999999999999999999999999", "+0123456789", "00",
  ])
  func notANumber(_ text: String) {
    #expect(Telephone(text) == nil)
  }

  @Test func noInputEndsTheProgram() {
    let alphabet = Array("0123456789+-() 转ext#.（）".unicodeScalars)
    for _ in 0..<50_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...20) { text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count)]) }
      if let number = Telephone(text) { #expect(Telephone(number.description) == number, "\(text)") }
    }
  }
}
