import Crypto
import Foundation
import Testing

@Suite struct EncodingTests {
  @Test func everyTextComesBack() {
    for _ in 0..<500 {
      let bytes = someBytes(upTo: 40)
      #expect(Hex.decode(Hex.encode(bytes)) == bytes)
      #expect(Hex.decode(Hex.encode(bytes).uppercased()) == bytes)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
      #expect(Base32Crockford.decode(Base32Crockford.encode(bytes)) == bytes)
      #expect(Base32Crockford.decode(Base32Crockford.encode(bytes).lowercased()) == bytes)
      let standard = Data(bytes).base64EncodedString().filter { $0 != "=" }
      #expect(Base64URL.encode(bytes) == standard.replacing("+", with: "-").replacing("/", with: "_"))
    }
  }

  @Test(arguments: [
    ("", ""), ("f", "CR"), ("fo", "CSQG"), ("foo", "CSQPY"), ("foob", "CSQPYRG"), ("foobar", "CSQPYRK1E8"),
  ])
  func crockfordKnownAnswers(plain: String, text: String) {
    #expect(Base32Crockford.encode(utf8(plain)) == text)
    #expect(Base32Crockford.decode(text) == utf8(plain))
  }

  @Test func crockfordReadsWhatAPersonTypes() {
    #expect(Base32Crockford.decode("csqp-yrk1-e8") == utf8("foobar"))
    #expect(Base32Crockford.decode("CSQPYRKIE8") == utf8("foobar"))
    #expect(Base32Crockford.decode("CSQPYRKlE8") == utf8("foobar"))
    #expect(Base32Crockford.decode("oO00") == Base32Crockford.decode("0000"))
    #expect(Base32Crockford.decode("-") == [])
  }

  @Test(arguments: ["C", "CSQPU", "CS QG", "CSQ\u{FF27}", "CT", "CSQPYRK1E8A", "C!"])
  func crockfordRefusesTheRest(text: String) {
    #expect(Base32Crockford.decode(text) == nil)
  }

  @Test(arguments: ["A", "AB", "AA=", "AA==", "+A", "/w", "A A", "AAB", "ＡＡ", "AAAAA"])
  func base64RefusesTheRest(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test(arguments: ["0", "000", "0g", "0x00", " 00", "００"])
  func hexRefusesTheRest(text: String) {
    #expect(Hex.decode(text) == nil)
  }
}
