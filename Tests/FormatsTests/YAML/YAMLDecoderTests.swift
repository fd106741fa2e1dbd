import Testing

@testable import Formats

private enum Kind: String, Decodable, CaseIterable { case petition, mediation }

private struct Rule: Decodable, Equatable {
  var id: Located<String>
  var days: Int
  var kind: Kind?
  var words: [String]?
  var weights: [String: Double]?
}

private struct Book: Decodable, Equatable {
  var rules: [Rule]
  var strict: Bool?
}

private struct Even: Decodable {
  struct Odd: Error, CustomStringConvertible { var description: String { "must be even" } }

  init(from decoder: any Decoder) throws {
    guard try decoder.singleValueContainer().decode(Int.self) % 2 == 0 else { throw Odd() }
  }
}

@Suite struct YAMLDecoderTests {
  private func refusal<T: Decodable>(_ type: T.Type, _ text: String) -> String? {
    do {
      _ = try YAMLDecoder().decode(type, from: text, file: "f.yaml")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func decodesStructures() throws {
    let text = """
      rules:
        - id: a
          days: 15
          kind: petition
          words: [一, "二", 'no', yes]
        - id: "b"
          days: 0x10
          kind: ~
          weights: {x: 1, y: -2.5e1, "3": .5}
      strict: true
      """
    let book = try YAMLDecoder().decode(Book.self, from: text, file: "f.yaml")
    #expect(
      book
        == Book(
          rules: [
            Rule(
              id: Located("a", at: SourceMark(file: "f.yaml", line: 2, column: 9)), days: 15, kind: .petition,
              words: ["一", "二", "no", "yes"]),
            Rule(
              id: Located("b", at: SourceMark(file: "f.yaml", line: 6, column: 9)), days: 16, kind: nil,
              weights: ["x": 1, "y": -25, "3": 0.5]),
          ], strict: true))
    #expect(book.rules[0].id.count == 1)
  }

  @Test(arguments: [
    ("rules: [{id: a, days: 十五}]", #"f.yaml:1:23: .rules[0].days: expected an integer, found "十五""#),
    ("rules:\n- id: a\n", #"f.yaml:2:3: .rules[0]: missing key "days""#),
    ("rules: [{id: a, days: 1.5}]", "f.yaml:1:23: .rules[0].days: expected an integer, found 1.5"),
    ("rules: [{id: a, days: \"1\"}]", #"f.yaml:1:23: .rules[0].days: expected an integer, found "1""#),
    (
      "rules: [{id: a, days: 9223372036854775808}]",
      "f.yaml:1:23: .rules[0].days: expected an integer from -9223372036854775808 to 9223372036854775807, "
        + "found 9223372036854775808"
    ),
    ("rules: [{id: 12, days: 1}]", "f.yaml:1:14: .rules[0].id: expected a string, found 12 (put it in quotes)"),
    ("rules: [{id: , days: 1}]", "f.yaml:1:14: .rules[0].id: expected a string, found nothing"),
    ("rules: {}", "f.yaml:1:8: .rules: expected a sequence, found a mapping"),
    ("rules: [x]", #"f.yaml:1:9: .rules[0]: expected a mapping, found "x""#),
    ("[]", "f.yaml:1:1: expected a mapping, found a sequence"),
    ("", "f.yaml:1:1: expected a mapping, found nothing"),
    (
      "rules: [{id: a, days: 1, kind: court}]",
      #"f.yaml:1:32: .rules[0].kind: expected one of petition, mediation, found "court""#
    ),
    ("rules: []\nstrict: yes", #"f.yaml:2:9: .strict: expected true or false, found "yes""#),
    (
      "rules: [{id: a, days: 1, weights: {x: 1e999}}]",
      "f.yaml:1:39: .rules[0].weights.x: expected a number, found 1e999"
    ),
    (
      "rules: [{id: a, days: 1, dayz: 2}]",
      #"f.yaml:1:26: .rules[0]: unknown key "dayz"; known here: days, id, kind, weights, words"#
    ),
    ("rules: []\nrule: []", #"f.yaml:2:1: unknown key "rule"; known here: rules, strict"#),
  ])
  func refusesWithPlaceAndPath(_ text: String, _ message: String) {
    #expect(refusal(Book.self, text) == message)
  }

  @Test func placesErrorsOfTheTypesThemselves() {
    #expect(refusal([Even].self, "[2, 3]") == "f.yaml:1:5: [1]: must be even")
    #expect(refusal([UInt8].self, "[256]") == "f.yaml:1:2: [0]: expected an integer from 0 to 255, found 256")
    #expect(refusal([Unicode.Scalar.RawTest].self, "[x]") == #"f.yaml:1:2: [0]: "x": not a letter of mine"#)
  }

  @Test func reportsAllUnknownKeysOrIgnoresThem() throws {
    let node = try YAMLNode(parsing: "rules: [{id: a, days: 1, x: {y: 1}}]\nz: 1\nstrict: true", file: "f")
    let (book, unknown) = try YAMLDecoder().decodeReporting(Book.self, from: node)
    #expect(book.rules.count == 1)
    #expect(unknown.map(\.mark.description) == ["f:1:26", "f:2:1"])
    #expect(unknown.map(\.path) == [".rules[0]", ""])
    #expect(try YAMLDecoder(unknownKeys: .ignored).decode(Book.self, from: node) == book)
  }

  @Test func takesNodesAndPlacesAsTheyAre() throws {
    struct Holder: Decodable {
      var raw: YAMLNode
      var at: SourceMark?

      enum CodingKeys: CodingKey { case raw }

      init(from decoder: any Decoder) throws {
        at = decoder.sourceMark
        raw = try decoder.container(keyedBy: CodingKeys.self).decode(YAMLNode.self, forKey: .raw)
      }
    }
    let holder = try YAMLDecoder().decode([Holder].self, from: "- raw: {any: [thing]}", file: "f")[0]
    #expect(holder.raw["any"]?[0]?.scalar == .string("thing"))
    #expect(holder.at == SourceMark(file: "f", line: 1, column: 3))
  }

  @Test func nestedContainersAndEnds() throws {
    struct Pair: Decodable {
      var first: Int
      var second: String
      var inner: Bool

      enum CodingKeys: CodingKey { case deep, flag }

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        first = try list.decode(Int.self)
        second = try list.decodeNil() ? "none" : list.decode(String.self)
        let map = try list.nestedContainer(keyedBy: CodingKeys.self)
        inner = try map.nestedContainer(keyedBy: CodingKeys.self, forKey: .deep).decode(Bool.self, forKey: .flag)
        if !list.isAtEnd { _ = try list.decode(Int.self) }
      }
    }
    let pair = try YAMLDecoder().decode(Pair.self, from: "[1, ~, {deep: {flag: true}}]", file: "f")
    #expect(pair.first == 1 && pair.second == "none" && pair.inner)
    #expect(refusal(Pair.self, "[1]") == "f.yaml:1:1: expected at least 2 elements, found 1")
    #expect(
      refusal(Pair.self, "[1, a, {deep: {flag: true, x: 1}}]")
        == #"f.yaml:1:28: [2].deep: unknown key "x"; known here: flag"#)
  }
}

extension Unicode.Scalar {
  fileprivate struct RawTest: Decodable {
    init(from decoder: any Decoder) throws {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not a letter of mine"))
    }
  }
}
