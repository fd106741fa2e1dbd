import Testing

@testable import Formats

@Suite struct YAMLParserTests {
  private func refusal(_ text: String, limits: YAMLLimits = .standard) -> String? {
    do {
      _ = try YAMLNode(parsing: text, file: "f.yaml", limits: limits)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", #"f.yaml:3:1: duplicate key "a""#),
    ("国国b: {国: 1, 国: 2}", #"f.yaml:1:13: duplicate key "国""#),
    ("1: x\n'1': y\n", #"f.yaml:2:1: duplicate key "1""#),
    ("a: &x [1]\nb: *x\n", "f.yaml:2:4: aliases are not allowed: write the value out"),
    ("a: !!int 1\n", "f.yaml:1:4: tags are not allowed: tag:yaml.org,2002:int"),
    ("- !own {}\n", "f.yaml:1:3: tags are not allowed: !own"), ("? [a]\n: b\n", "f.yaml:1:3: a key must be a scalar"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1: only one document is allowed"),
    ("a: [1, 2\nb: 3\n", "f.yaml:2:2: did not find expected ',' or ']', while parsing a flow sequence"),
    ("a: 'x\n", "f.yaml:2:1: found unexpected end of stream, while scanning a quoted scalar"),
    ("a:\n\t- b\n", "f.yaml:2:1: found character that cannot start any token, while scanning for the next token"),
    ("中: \u{1}\n", "f.yaml:1:4: control characters are not allowed"),
    ("a: x: y\n", "f.yaml:1:5: mapping values are not allowed in this context"),
  ])
  func refuses(_ text: String, _ message: String) {
    #expect(refusal(text) == message)
  }

  @Test func refusesWhatIsNotUTF8WithItsPlace() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLNode(parsing: Array("一: 二\n三: ".utf8) + [0xE4, 0x0A], file: "f")
    }
    #expect(error?.reason == .invalidUTF8)
    #expect(error?.mark == SourceMark(file: "f", line: 2, column: 4))
  }

  @Test func keepsTheLimits() {
    #expect(refusal(String(repeating: "[", count: 1_000_000)) == "f.yaml:1:65: nested deeper than 64")
    #expect(refusal(String(repeating: "{a: ", count: 1_000_000)) == "f.yaml:1:257: nested deeper than 64")
    #expect(refusal(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
    let many = String(repeating: "- a\n", count: 100)
    #expect(refusal(many, limits: YAMLLimits(nodes: 100)) == "f.yaml:100:3: more than 100 nodes")
    #expect(refusal(many, limits: YAMLLimits(nodes: 101)) == nil)
    #expect(refusal(many, limits: YAMLLimits(size: 399)) == "f.yaml:1:1: longer than 399 bytes")
  }

  @Test func marksEveryNode() throws {
    let node = try YAMLNode(parsing: "\u{FEFF}规则:\n  - 期限: 十五\n    'q': [1, \"二\"]\n", file: "f")
    #expect(node.entries?.first?.keyMark == SourceMark(file: "f", line: 1, column: 1))
    #expect(node["规则"]?[0]?["期限"]?.mark == SourceMark(file: "f", line: 2, column: 9))
    #expect(node["规则"]?[0]?["q"]?[1]?.mark == SourceMark(file: "f", line: 3, column: 14))
    #expect(node["规则"]?[0]?["q"]?[1]?.scalar == .string("二"))
    #expect(node["规则"]?[1] == nil)
    #expect(node["无"] == nil)
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "~"])
  func anEmptyFileIsNull(_ text: String) throws {
    #expect(try YAMLNode(parsing: text, file: "f").isNull)
  }

  @Test(
    arguments: [
      ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("nULL", .string("nULL")), ("true", .boolean(true)),
      ("TRUE", .boolean(true)), ("False", .boolean(false)), ("yes", .string("yes")), ("no", .string("no")),
      ("on", .string("on")), ("0", .integer("0")), ("-12", .integer("-12")), ("+3", .integer("+3")),
      ("0o17", .integer("0o17")), ("0xfF", .integer("0xfF")), ("0o8", .string("0o8")), ("0x", .string("0x")),
      ("1.5", .decimal("1.5")), (".5", .decimal(".5")), ("1.", .decimal("1.")), ("-1e3", .decimal("-1e3")),
      ("1e", .string("1e")), (".", .string(".")), ("-", .string("-")), ("-.", .string("-.")), (".inf", .string(".inf")),
      ("1_000", .string("1_000")), ("12:30", .string("12:30")), ("2026-11-23", .string("2026-11-23")),
      ("e5", .string("e5")), (".e5", .string(".e5")), ("1e5x", .string("1e5x")),
    ] as [(String, YAMLScalar)])
  func typesPlainScalarsByTheCoreSchema(_ text: String, _ scalar: YAMLScalar) {
    #expect(YAMLScalar(text, isPlain: true) == scalar)
    #expect(YAMLScalar(text, isPlain: false) == .string(text))
  }

  @Test(arguments: 0..<10)
  func mutatedTextNeverTraps(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let sample = Array(
      "规则:\n  - id: a1\n    days: 15\n    when: {a: [1, 2], b: \"x\\n\"}\n  - |\n    text\n  - >-\n   x\n".utf8)
    var refused = 0
    for _ in 0..<500 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[at] =
          Bool.random(using: &generator)
          ? .random(in: 0...255, using: &generator)
          : "{}[]:-&*!|>'\"%@#?, \n\t".utf8.randomElement(using: &generator) ?? 0
      }
      do { _ = try YAMLNode(parsing: bytes, file: "f") } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}
