import Crypto
import Testing

@Suite struct DigestTests {
  /// FIPS 180-4 examples; GB/T 32905-2016 annex A.
  @Test(arguments: [
    (DigestAlgorithm.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (.sm3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (
      .sm3, String(repeating: "abcd", count: 16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    ),
  ])
  func knownAnswers(algorithm: DigestAlgorithm, message: String, digest: String) {
    #expect(algorithm.digest(message).bytes == hex(digest))
    #expect(algorithm.digest(utf8(message)).bytes == hex(digest))
    #expect(algorithm.digest(utf8(message).span).bytes == hex(digest))
    #expect(algorithm.digest(message).description == "\(algorithm.rawValue):\(digest)")
  }

  @Test func aMillionLetters() {
    #expect(
      DigestAlgorithm.sha256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)).bytes
        == hex("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"))
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func piecesGiveTheSameAsTheWhole(algorithm: DigestAlgorithm) {
    var stream = DigestStream(algorithm)
    for _ in 0..<100 {
      let message = someBytes(upTo: 2_000)
      var rest = message[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...200))
        stream.update(piece.span)
        rest = rest.dropFirst(piece.count)
      }
      stream.update([])
      #expect(stream.finish() == algorithm.digest(message))
    }
    stream.update("文")
    stream.update("本")
    #expect(stream.finish() == algorithm.digest("文本"))
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func textAndBinaryFormsComeBack(algorithm: DigestAlgorithm) throws {
    for _ in 0..<50 {
      let digest = algorithm.digest(someBytes(upTo: 50))
      #expect(Digest(digest.description) == digest)
      #expect(Digest(encoded: digest.encoded) == digest)
      #expect(Digest(algorithm: algorithm, storedBytes: digest.bytes) == digest)
      #expect(DigestAlgorithm(code: algorithm.code) == algorithm)
    }
  }

  @Test(arguments: [
    "", ":", "sha256", "sha256:", "sha1:\(String(repeating: "0", count: 64))",
    "sha256:\(String(repeating: "0", count: 63))",
    "sha256:\(String(repeating: "0", count: 66))", "sha256:\(String(repeating: "A", count: 64))",
    "SHA256:\(String(repeating: "0", count: 64))", "sha256:\(String(repeating: "g", count: 64))",
    "sha256: \(String(repeating: "0", count: 63))", "sha256:\(String(repeating: "０", count: 64))",
  ])
  func otherTextsAreNoDigests(text: String) {
    #expect(Digest(text) == nil)
  }

  @Test func otherBytesAreNoDigests() {
    let digest = DigestAlgorithm.sm3.digest("x").encoded
    #expect(Digest(encoded: []) == nil)
    #expect(Digest(encoded: Array(digest.dropLast())) == nil)
    #expect(Digest(encoded: digest + [0]) == nil)
    #expect(Digest(encoded: [9] + digest.dropFirst()) == nil)
    #expect(Digest(algorithm: .sm3, storedBytes: []) == nil)
  }
}
