import Testing

@testable import Formats

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

func randomString(_ generator: inout SeededGenerator, upTo length: Int = 24) -> String {
  var scalars = String.UnicodeScalarView()
  for _ in 0..<Int.random(in: 0...length, using: &generator) {
    let value: UInt32 =
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: .random(in: 0..<0x20, using: &generator)
      case 1: .random(in: 0x20..<0x80, using: &generator)
      case 2: .random(in: 0x80..<0x800, using: &generator)
      case 3: .random(in: 0x10000...0x10FFFF, using: &generator)
      default: .random(in: 0x4E00..<0x9FFF, using: &generator)
      }
    if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
  }
  return String(scalars)
}

private func randomValue(_ generator: inout SeededGenerator, depth: Int = 0) -> JSONValue {
  switch Int.random(in: 0..<(depth > 5 ? 5 : 8), using: &generator) {
  case 0: return .null
  case 1: return .boolean(.random(using: &generator))
  case 2: return .number(String(Int64.random(in: .min ... .max, using: &generator)))
  case 3: return .number("\(Double.random(in: -1e9...1e9, using: &generator))")
  case 4: return .string(randomString(&generator))
  case 5:
    return .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in randomValue(&generator, depth: depth + 1) })
  default:
    // Keys that differ as Swift strings differ as bytes too.
    let keys = Set((0..<Int.random(in: 0..<6, using: &generator)).map { _ in randomString(&generator) })
    return .object(keys.sorted().map { JSONValue.Member($0, randomValue(&generator, depth: depth + 1)) })
  }
}

@Suite struct JSONRoundTripTests {
  @Test(arguments: 0..<20)
  func whatIsWrittenIsRead(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var writer = JSONWriter()
    for _ in 0..<100 {
      let value = randomValue(&generator)
      writer.removeAll()
      value.write(to: &writer)
      let again = try JSONValue(parsing: writer.bytes)
      #expect(again == value)
      #expect(again.bytes == writer.bytes)
      var reader = try JSONReader(writer.bytes)
      let whole = try reader.captureValue()
      try reader.finish()
      #expect(whole == 0..<writer.length)
    }
  }

  @Test(arguments: 0..<20)
  func mutatedTextNeverTraps(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: 1000 + seed)
    var refused = 0
    for _ in 0..<300 {
      var bytes = randomValue(&generator).bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[at] = .random(in: 0...255, using: &generator)
        case 1: bytes.insert(#"{}[],:"\u0"#.utf8.randomElement(using: &generator) ?? 0, at: at)
        default: if bytes.count > 1 { bytes.remove(at: at) }
        }
      }
      if let value = try? JSONValue(parsing: bytes) {
        #expect(try JSONValue(parsing: value.bytes) == value)
      } else {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test(arguments: 0..<10)
  func theEncodingCheckAgreesWithTheStandardLibrary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var valid = 0
    for _ in 0..<5_000 {
      var bytes = Array(randomString(&generator).utf8)
      for _ in 0..<Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
        bytes[.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0x7E...255, using: &generator)
      }
      let outcome = bytes.withUnsafeBufferPointer { UTF8Scan.scan($0) }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((outcome == .valid) == isValid)
      if isValid { valid += 1 }
    }
    #expect(valid > 1_000)
  }
}

@Suite struct JSONWriterTests {
  @Test func writesEveryKindOfValue() {
    var writer = JSONWriter(capacity: 1)
    writer.beginObject()
    writer.key("s")
    writer.string("a\"\\\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}/\u{7F}中😀")
    writer.key(text: "名\"")
    writer.beginArray()
    for value in [0, -1, Int64.min, Int64.max] { writer.integer(value) }
    writer.double(0.1)
    writer.double(-3)
    writer.double(1e300)
    writer.double(.infinity)
    writer.boolean(true)
    writer.boolean(false)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.verbatim(Array("[ 1 ]".utf8))
    writer.string("t")
    writer.string(utf8: Array("x\n".utf8)[...])
    writer.endArray()
    writer.endObject()
    #expect(
      writer.text
        == #"{"s":"a\"\\\b\t\n\f\r\u0000\u001f/\#u{7F}中😀","名\"":[0,-1,-9223372036854775808,9223372036854775807,"#
        + #"0.1,-3,1e+300,null,true,false,null,{},[ 1 ],"t","x\n"]}"#)
    #expect(Array(writer.slice) == writer.bytes)
  }

  @Test func takesStringsOverFromAReader() throws {
    let source = #"["\u0041\/","中"]"#
    for (form, expected) in [(JSONWriter.Form.verbatim, #"["\u0041\/","中"]"#), (.canonical, #"["A/","中"]"#)] {
      var reader = try JSONReader(source)
      var writer = JSONWriter(form: form)
      writer.beginArray()
      try reader.beginArray()
      while try reader.nextElement() { writer.string(try reader.string(), from: reader) }
      writer.endArray()
      #expect(writer.text == expected)
    }
  }

  @Test func linesHaveNoCommas() {
    var writer = JSONWriter()
    for n in 1...3 {
      writer.integer(n)
      writer.endLine()
    }
    #expect(writer.text == "1\n2\n3\n")
  }

  @Test func looksIntoValues() throws {
    let value = try JSONValue(parsing: #"{"a":[1,"x",true,null,2.5]}"#)
    #expect(value["a"]?[0]?.integer == 1)
    #expect(value["a"]?[1]?.string == "x")
    #expect(value["a"]?[2]?.boolean == true)
    #expect(value["a"]?[3]?.isNull == true)
    #expect(value["a"]?[4]?.double == 2.5)
    #expect(value["a"]?[4]?.integer == nil)
    #expect(value["a"]?[5] == nil)
    #expect(value["b"] == nil)
    #expect(value.members?.count == 1)
    #expect(value["a"]?.elements?.count == 5)
    #expect(value == ["a": [1, "x", true, nil, .number("2.5")]])
  }
}
