import Glibc
import Testing

@testable import Formats

/// The C library's own encoder, to have something to decode.
private func encode(_ text: String, _ charset: String) throws -> [UInt8] {
  let descriptor = iconv_open(charset, "UTF-8")
  try #require(Int(bitPattern: descriptor) != -1)
  defer { iconv_close(descriptor) }
  var source = text.utf8.map { CChar(bitPattern: $0) }
  var target = [CChar](repeating: 0, count: source.count * 4 + 16)
  var sourceLeft = source.count
  var targetLeft = target.count
  let code = source.withUnsafeMutableBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      var from = source.baseAddress
      var to = target.baseAddress
      return iconv(descriptor, &from, &sourceLeft, &to, &targetLeft)
    }
  }
  try #require(code == 0)
  return target.prefix(target.count - targetLeft).map { UInt8(bitPattern: $0) }
}

private struct Decoded: Equatable {
  var text: String
  var encoding: TextEncoding?
  var bad: [BadSequence] = []
}

private func decode(
  _ bytes: [UInt8], chunk: Int, encoding: TextEncoding? = nil, faults: TextDecoderStream.Faults = .replaced
) throws -> Decoded {
  var stream = TextDecoderStream(encoding: encoding, faults: faults)
  var out: [UInt8] = []
  var bad: [BadSequence] = []
  for start in stride(from: 0, to: bytes.count, by: chunk) {
    out += try stream.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
    bad += stream.takeBadSequences()
  }
  out += try stream.finish()
  bad += stream.takeBadSequences()
  #expect(try stream.finish() == [])
  let text = try #require(String(validating: out, as: UTF8.self))
  for sequence in bad { #expect(Array(out[sequence.outputOffset...].prefix(3)) == [0xEF, 0xBF, 0xBD]) }
  return Decoded(text: text, encoding: stream.encoding, bad: bad)
}

private let sample = "编号,内容\n1,夜间施工噪音扰民，请处理€\n2,𠀀𪚥 emoji 😀 é\r\n" + String(repeating: "文", count: 70)

@Suite struct TextDecoderStreamTests {
  @Test(arguments: [1, 2, 3, 5, 7, 64, 100_000])
  func everyEncodingWhateverTheChunks(_ chunk: Int) throws {
    let utf8 = Array(sample.utf8)
    let gb = try encode(sample, "GB18030")
    let little = try encode(sample, "UTF-16LE")
    let big = try encode(sample, "UTF-16BE")
    let cases: [([UInt8], TextEncoding?, TextEncoding)] = [
      (utf8, nil, .utf8), ([0xEF, 0xBB, 0xBF] + utf8, nil, .utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8, .utf8),
      (gb, nil, .gb18030), (gb, .gb18030, .gb18030), ([0x84, 0x31, 0x95, 0x33] + gb, nil, .gb18030),
      ([0xFF, 0xFE] + little, nil, .utf16LittleEndian), ([0xFE, 0xFF] + big, nil, .utf16BigEndian),
      (little, .utf16LittleEndian, .utf16LittleEndian), ([0xFE, 0xFF] + big, .utf16BigEndian, .utf16BigEndian),
    ]
    for (bytes, given, expected) in cases {
      #expect(try decode(bytes, chunk: chunk, encoding: given) == Decoded(text: sample, encoding: expected))
      #expect(try decode(bytes, chunk: chunk, encoding: given, faults: .thrown).text == sample)
    }
  }

  @Test(arguments: 0..<20)
  func randomTextInAnyChunks(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // U+FFFD would be taken for a replacement by the check of places.
    let text = randomString(&generator, upTo: 500).filter { $0 != "\u{FFFD}" }
    for (charset, encoding) in [("GB18030", TextEncoding.gb18030), ("UTF-16LE", .utf16LittleEndian), ("UTF-8", .utf8)] {
      guard let bytes = try? encode(text, charset) else { continue }
      let whole = try decode(bytes, chunk: max(bytes.count, 1), encoding: encoding)
      #expect(charset == "GB18030" || whole.text == text)
      for chunk in [1, Int.random(in: 2...20, using: &generator)] {
        #expect(try decode(bytes, chunk: chunk, encoding: encoding) == whole)
      }
    }
  }

  @Test(arguments: 0..<20)
  func garbageInAnyChunks(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: 50 + seed)
    var found = 0
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      for encoding in TextEncoding.allCases {
        let whole = try decode(bytes, chunk: bytes.count, encoding: encoding)
        for chunk in [1, 2, 3, 7] { #expect(try decode(bytes, chunk: chunk, encoding: encoding) == whole) }
        found += whole.bad.count
        if encoding == .utf8 && !bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
          #expect(whole.text == String(decoding: bytes, as: UTF8.self))
        }
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: [1, 2, 1000])
  func tellsWhereABadSequenceIs(_ chunk: Int) throws {
    let gb = try encode("编号\n一,二", "GB18030")
    let bytes = gb + [0x80, 0x2C, 0x81, 0x2C, 0xFF, 0x0A] + gb
    let decoded = try decode(bytes, chunk: chunk, encoding: .gb18030)
    #expect(decoded.text == "编号\n一,二\u{FFFD},\u{FFFD},\u{FFFD}\n编号\n一,二")
    #expect(decoded.bad.map(\.offset) == [10, 12, 14])
    #expect(decoded.bad.map(\.reason) == [.byte80, .malformed, .malformed])
    #expect(decoded.bad.map(\.line) == [2, 2, 2])
    #expect(decoded.bad.map(\.column) == [4, 6, 8])
    #expect(decoded.bad.map(\.bytes) == [[0x80], [0x81], [0xFF]])
    #expect(decoded.bad[0].description == "2:4: byte 10: 80: not GB18030 (the euro sign of code page 936?)")
    let error = #expect(throws: TextDecodingError.self) {
      try decode(bytes, chunk: chunk, encoding: .gb18030, faults: .thrown)
    }
    #expect(error == .badSequence(decoded.bad[0]))
  }

  @Test(arguments: [1, 3, 1000])
  func theEndInsideACharacter(_ chunk: Int) throws {
    for (bytes, encoding) in [
      ([0x61, 0xE4, 0xBD], TextEncoding.utf8), ([0x61, 0xD6], .gb18030), ([0x61, 0x82, 0x30, 0x81], .gb18030),
      ([0x61, 0x00, 0x61], .utf16LittleEndian),
    ] as [([UInt8], TextEncoding)] {
      let decoded = try decode(bytes, chunk: chunk, encoding: encoding)
      #expect(decoded.text == "a\u{FFFD}")
      #expect(decoded.bad.map(\.reason) == [.truncated])
      #expect(decoded.bad.map(\.offset) == [encoding == .utf16LittleEndian ? 2 : 1])
    }
    let lone = try decode([0x3D, 0xD8, 0x61, 0x00, 0x00, 0xDE, 0x3D, 0xD8], chunk: chunk, encoding: .utf16LittleEndian)
    #expect(lone.text == "\u{FFFD}a\u{FFFD}\u{FFFD}")
    #expect(lone.bad.map(\.reason) == [.loneSurrogate, .loneSurrogate, .loneSurrogate])
  }

  @Test func aDamagedFileOfUTF8IsNotTakenForAnother() throws {
    var bytes = Array(sample.utf8)
    bytes.insert(0xFF, at: 28)
    let decoded = try decode(bytes, chunk: bytes.count)
    #expect(decoded.encoding == .utf8)
    #expect(decoded.bad.map(\.offset) == [28])
    // A short text that is sound GB 18030 and bad UTF-8 is GB 18030.
    #expect(try decode(try encode("中", "GB18030"), chunk: 1) == Decoded(text: "中", encoding: .gb18030))
    // A fault behind the head does not change the encoding found.
    let late = Array(String(repeating: sample, count: 2000).utf8)
    #expect(late.count > TextDecoderStream.headSize)
    let found = try decode(late + [0x0A, 0xD6, 0xD0], chunk: 65_536)
    #expect(found.encoding == .utf8)
    #expect(found.bad.first?.offset == late.count + 1)
  }

  @Test func aHeadCutInsideACharacterIsNoFault() throws {
    for pad in 0..<3 {
      let text =
        String(repeating: "a", count: pad) + "é" + String(repeating: "ab", count: TextDecoderStream.headSize / 2) + "é"
      for cut in [TextDecoderStream.headSize, TextDecoderStream.headSize + 1] {
        let decoded = try decode(Array(text.utf8), chunk: cut)
        #expect(decoded.encoding == .utf8 && decoded.bad.isEmpty && decoded.text == text)
      }
    }
    let short = String(repeating: "x", count: TextDecoderStream.headSize - 1) + "中文"
    #expect(try decode(Array(short.utf8), chunk: TextDecoderStream.headSize) == Decoded(text: short, encoding: .utf8))
  }

  @Test func letsASCIIThroughAtOnce() throws {
    var stream = TextDecoderStream()
    #expect(try stream.append(Array("id,te".utf8)) == Array("id,te".utf8))
    #expect(try stream.append([0x78, 0x74, 0xD6]) == Array("xt".utf8))
    #expect(try stream.append([0xD0]) == [])
    #expect(stream.encoding == nil)
    #expect(try stream.finish() == Array("中".utf8))
    #expect(stream.encoding == .gb18030)
  }

  @Test func refusesWhatItCannotRead() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], [0, 0, 0xFE, 0xFF]] {
      #expect(throws: TextDecodingError.unsupported("UTF-32")) { try TextDecoderStream.decode(bytes) }
    }
    #expect(throws: TextDecodingError.self) { try TextDecoderStream.decode([0x61, 0x81]) }
  }

  @Test func emptyAndTinyTexts() throws {
    for text in ["", "a", "ab", "é"] {
      let (utf8, encoding) = try TextDecoderStream.decode(Array(text.utf8))
      #expect(String(decoding: utf8, as: UTF8.self) == text)
      #expect(encoding == .utf8)
    }
    #expect(try TextDecoderStream.decode([0xEF, 0xBB, 0xBF]).utf8 == [])
  }
}
