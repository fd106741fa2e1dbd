import Testing

@testable import Formats

@Suite struct JSONReaderTests {
  private func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) -> JSONError? {
    do {
      _ = try JSONValue(parsing: bytes, limits: limits)
    } catch {
      // Skipping must refuse what reading refuses.
      #expect(throws: error) {
        var reader = try JSONReader(bytes, limits: limits)
        try reader.finish()
      }
      return error
    }
    #expect(throws: Never.self) {
      var reader = try JSONReader(bytes, limits: limits)
      try reader.finish()
    }
    return nil
  }

  @Test(arguments: [
    ("", "unexpected-end", 0), (" ", "unexpected-end", 1), ("{", "unexpected-end", 1), ("[1", "unexpected-end", 2),
    ("[1,", "unexpected-end", 3), ("[1,]", "trailing-comma", 2), (#"{"a":1,}"#, "trailing-comma", 6),
    ("[,]", "unexpected-character", 1), (#"{"a" 1}"#, "unexpected-character", 5), ("{a:1}", "unexpected-character", 1),
    ("{'a':1}", "unexpected-character", 1), (#"{"a":}"#, "unexpected-character", 5),
    (#"{"a":1 "b":2}"#, "unexpected-character", 7), ("[1 2]", "unexpected-character", 3),
    ("[1}", "unexpected-character", 2), (#"{"a":1]"#, "unexpected-character", 6), ("]", "unexpected-character", 0),
    ("1 2", "trailing-content", 2), ("{}x", "trailing-content", 2), ("nul", "unexpected-character", 0),
    ("nulls", "unexpected-character", 0), ("True", "unexpected-character", 0), ("NaN", "unexpected-character", 0),
    ("Infinity", "unexpected-character", 0), ("-Infinity", "bad-number", 0), ("01", "bad-number", 0),
    ("-01", "bad-number", 0), ("+1", "unexpected-character", 0), (".5", "unexpected-character", 0),
    ("1.", "unexpected-end", 0), ("[1.]", "bad-number", 1), ("1e", "unexpected-end", 0), ("1e+", "unexpected-end", 0),
    ("[1e]", "bad-number", 1), ("-", "unexpected-end", 0), ("0x10", "bad-number", 0), ("1_000", "bad-number", 0),
    ("// c\n1", "unexpected-character", 0), ("[1/**/]", "bad-number", 1), (#""a"#, "unexpected-end", 2),
    (#""a\"#, "unexpected-end", 3), (#""\x""#, "bad-escape", 1), (#""\u12""#, "unexpected-end", 6),
    (#""\u12G4""#, "bad-escape", 1), (#""\ud800""#, "lone-surrogate", 1), (#""\udc00""#, "lone-surrogate", 1),
    (#""\ud800\u0041""#, "lone-surrogate", 1), (#""\ud800\ud800""#, "lone-surrogate", 1),
    (#""ab\ud83dxxxxxxx""#, "lone-surrogate", 3), ("\"a\u{1}\"", "control-character", 2),
    ("\"a\nb\"", "control-character", 2), ("\"12345678\u{1F}\"", "control-character", 9),
    (#"{"a":1,"a":2}"#, "duplicate-key", 7), (#"{"a":1,"\u0061":2}"#, "duplicate-key", 7),
    (#"{"x":{"a":[{"b":1,"b":2}]}}"#, "duplicate-key", 18), ("\u{FEFF}{}", "byte-order-mark", 0),
  ])
  func refuses(_ text: String, _ code: String, _ offset: Int) {
    let error = parse(Array(text.utf8))
    #expect(error?.code == code)
    #expect(error?.offset == offset)
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1), ([0x22, 0xE4, 0xBD, 0x22], 1), ([0x22, 0xC0, 0xAF, 0x22], 1),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1), ([0x22, 0xE0, 0x80, 0x80, 0x22], 1),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
      ([0x22, 0x61, 0x80, 0x22], 2), ([0x5B, 0x22, 0xF0, 0x9F, 0x98], 2), ([0x7B, 0x00, 0x7D, 0x80], 3),
    ] as [([UInt8], Int)])
  func refusesWhatIsNotUTF8(_ bytes: [UInt8], _ offset: Int) {
    let error = parse(bytes)
    #expect(error?.code == "invalid-utf8")
    #expect(error?.offset == offset)
  }

  @Test func refusesAMillionBrackets() {
    for open in ["[", #"{"a":"#] {
      let error = parse(Array(String(repeating: open, count: 1_000_000).utf8))
      #expect(error?.reason == .tooDeep(limit: 64))
    }
    #expect(parse(Array((String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).utf8)) == nil)
  }

  @Test func refusesSizeAndKeysBeyondTheLimits() {
    let limits = JSONLimits(size: 100_000, depth: 2, keysPerObject: 100)
    #expect(parse([UInt8](repeating: 0x20, count: 100_001), limits: limits)?.code == "too-large")
    #expect(parse(Array("[[[]]]".utf8), limits: limits)?.code == "too-deep")
    let keys = (0..<101).map { #""k\#($0)":0"# }
    #expect(parse(Array("{\(keys.dropLast().joined(separator: ","))}".utf8), limits: limits) == nil)
    #expect(parse(Array("{\(keys.joined(separator: ","))}".utf8), limits: limits)?.code == "too-many-keys")
  }

  @Test(arguments: [2, 31, 32, 33, 34, 100, 5000])
  func findsTheDuplicateAmongManyKeys(_ count: Int) {
    let keys = (0..<count).map { #""k\#($0)":{"k\#($0)":\#($0)}"# }
    #expect(parse(Array("{\(keys.joined(separator: ","))}".utf8)) == nil)
    for twin in [0, count / 2, count - 1] {
      let text = "{\(keys.joined(separator: ",")),\"\\u006b\(twin)\":0}"
      #expect(parse(Array(text.utf8))?.code == "duplicate-key")
    }
  }

  @Test func tellsThePlaceAndThePath() throws {
    let text = "{\"市民\": [1,\n  {\"姓 名\": \"张三\", \"电话\": 1x}]}"
    let error = try #require(parse(Array(text.utf8)))
    #expect(error.line == 2)
    #expect(error.column == 23)
    #expect(error.path == "$.市民[1].电话")
    #expect(error.description == "2:23: $.市民[1].电话: not a number")
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ] as [(String, Int64)])
  func readsIntegers(_ text: String, _ value: Int64) throws {
    var reader = try JSONReader(text)
    #expect(try reader.integer() == value)
    try reader.finish()
  }

  @Test(arguments: [
    ("9223372036854775808", "integer-out-of-range"), ("-9223372036854775809", "integer-out-of-range"),
    ("99999999999999999999", "integer-out-of-range"), ("3.0", "not-an-integer"), ("1e2", "not-an-integer"),
    ("\"1\"", "wrong-kind"), ("null", "wrong-kind"),
  ])
  func refusesIntegers(_ text: String, _ code: String) throws {
    var reader = try JSONReader(text)
    let error = #expect(throws: JSONError.self) { try reader.integer() }
    #expect(error?.code == code)
  }

  @Test func rangesOfDoubles() throws {
    for (text, value) in [("1e308", 1e308), ("-2.5E-3", -0.0025), ("0", 0), ("1e-400", 0)] {
      var reader = try JSONReader(text)
      #expect(try reader.double() == value)
    }
    for text in ["1e400", "-1e999999", String(repeating: "9", count: 100_000)] {
      var reader = try JSONReader(text)
      let error = #expect(throws: JSONError.self) { try reader.double() }
      #expect(error?.code == "number-out-of-range")
    }
  }

  @Test func readsWhatIsAskedForAndSkipsTheRest() throws {
    let text =
      #" {"id":"a\u00e9\ud83d\ude00\n","skip":[{"x":[1,2,{}]},"s"],"n":-5,"yes":true,"none":null, "raw": { "k" : [ 1 ] } } "#
    var reader = try JSONReader(text)
    var seen: [String] = []
    try reader.beginObject()
    while let key = try reader.nextKey() {
      if reader.matches(key, "id") {
        let id = try reader.string()
        #expect(id.isEscaped)
        #expect(reader.text(id) == "aé😀\n")
        #expect(reader.matches(id, "aé😀\n"))
        #expect(!reader.matches(id, "aé😀"))
      } else if reader.matches(key, "n") {
        #expect(try reader.integer() == -5)
      } else if reader.matches(key, "yes") {
        #expect(try !reader.skipNull())
        #expect(try reader.boolean())
      } else if reader.matches(key, "none") {
        #expect(try reader.skipNull())
      } else if reader.matches(key, "raw") {
        let range = try reader.captureValue()
        #expect(String(decoding: reader.bytes[range], as: UTF8.self) == #"{ "k" : [ 1 ] }"#)
      }
      seen.append(reader.text(key))
    }
    try reader.finish()
    #expect(seen == ["id", "skip", "n", "yes", "none", "raw"])
    try reader.restart(Array("[1]".utf8))
    #expect(try JSONValue(reading: &reader) == [1])
    try reader.finish()
  }

  @Test func finishPassesWhatIsOpen() throws {
    var reader = try JSONReader(#"{"a":[1,[2,3]],"b":2}"#)
    try reader.beginObject()
    _ = try reader.nextKey()
    try reader.beginArray()
    _ = try reader.nextElement()
    try reader.finish()
    reader = try JSONReader(#"{"a":[1,[2,3]],"b":2} x"#)
    try reader.beginObject()
    #expect(throws: JSONError.self) { try reader.finish() }
  }

  @Test func readsAPartOfTheBytes() throws {
    let bytes = Array("xx[1,true]yy".utf8)
    var reader = try JSONReader(bytes, in: 2..<10)
    try reader.finish()
    var short = try JSONReader(bytes, in: 2..<9)
    let error = #expect(throws: JSONError.self) { try short.finish() }
    #expect(error?.code == "unexpected-end")
    #expect(error?.offset == 7)
    // A number or word at the end of the part does not run into what follows.
    var number = try JSONReader(Array("123".utf8), in: 0..<2)
    #expect(try number.integer() == 12)
  }
}
