import Testing

@testable import Formats

/// The modules "sections" and "inverted" of the specification.
@Suite struct MustacheSectionTests {
  static let yes: MustacheValue = ["b": true]
  static let no: MustacheValue = ["b": false]
  static let nested: MustacheValue = [
    "a": ["one": 1], "b": ["two": 2], "c": ["three": 3, "d": ["four": 4, "five": 5]],
  ]

  static let sections: [MustacheCase] = [
    MustacheCase("true", "[{{#b}}在{{/b}}]", yes, "[在]"),
    MustacheCase("false", "[{{#b}}在{{/b}}]", no, "[]"),
    MustacheCase("null", "[{{#b}}在{{/b}}]", ["b": nil], "[]"),
    MustacheCase("missing", "[{{#b}}在{{/b}}]", [:], "[]"),
    MustacheCase("a record becomes the context", "[{{#p}}{{name}}{{/p}}]", ["p": ["name": "李"]], "[李]"),
    MustacheCase(
      "outer contexts are seen", "[{{#s}}{{a}},{{b}},{{c.d}}{{/s}}]",
      ["a": "甲", "b": "错", "s": ["b": "乙"], "c": ["d": "丙"]], "[甲,乙,丙]"),
    MustacheCase("a text becomes the context", "[{{#x}}{{.}}是{{x}}{{/x}}]", ["x": "某"], "[某是某]"),
    MustacheCase(
      "lists in lists",
      "{{#tops}}{{#middles}}{{tname.lower}}{{mname}}.{{#bottoms}}{{tname.upper}}{{mname}}{{bname}}.{{/bottoms}}"
        + "{{/middles}}{{/tops}}",
      [
        "tops": [
          [
            "tname": ["upper": "A", "lower": "a"],
            "middles": [["mname": "1", "bottoms": [["bname": "x"], ["bname": "y"]]]],
          ]
        ]
      ], "a1.A1x.A1y."),
    MustacheCase(
      "contexts nest",
      """
      {{#a}}
      {{one}}
      {{#b}}
      {{one}}{{two}}{{one}}
      {{#c}}
      {{one}}{{two}}{{three}}{{two}}{{one}}
      {{#d}}
      {{one}}{{two}}{{three}}{{four}}{{three}}{{two}}{{one}}
      {{#five}}
      {{one}}{{two}}{{three}}{{four}}{{five}}{{four}}{{three}}{{two}}{{one}}
      {{one}}{{two}}{{three}}{{four}}{{.}}6{{.}}{{four}}{{three}}{{two}}{{one}}
      {{/five}}
      {{/d}}
      {{/c}}
      {{two}}{{one}}
      {{/b}}
      {{one}}
      {{/a}}

      """, nested, "1\n121\n12321\n1234321\n123454321\n12345654321\n21\n1\n"),
    MustacheCase("a list", "[{{#l}}{{i}}{{/l}}]", ["l": [["i": 1], ["i": 2], ["i": 3]]], "[123]"),
    MustacheCase("an empty list", "[{{#l}}有{{/l}}]", ["l": []], "[]"),
    MustacheCase("a text is no list", "[{{#s}}有{{/s}}]", ["s": "123"], "[有]"),
    MustacheCase(
      "twice in a template", "{{#b}}\n* 一\n{{/b}}\n* {{two}}\n{{#b}}\n* 三\n{{/b}}\n", ["b": true, "two": "二"],
      "* 一\n* 二\n* 三\n"),
    MustacheCase("inside itself, true", "| 甲 {{#b}}乙 {{#b}}丙{{/b}} 丁{{/b}} 戊 |", yes, "| 甲 乙 丙 丁 戊 |"),
    MustacheCase("inside itself, false", "| 甲 {{#b}}乙 {{#b}}丙{{/b}} 丁{{/b}} 戊 |", no, "| 甲  戊 |"),
    MustacheCase("the element, texts", "{{#l}}({{.}}){{/l}}", ["l": ["a", "b"]], "(a)(b)"),
    MustacheCase("the element, integers", "{{#l}}({{.}}){{/l}}", ["l": [1, 2]], "(1)(2)"),
    MustacheCase("the element, decimals", "{{#l}}({{.}}){{/l}}", ["l": [1.10, 2.20]], "(1.1)(2.2)"),
    MustacheCase(
      "the element, lists", "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", ["l": [[1, 2, 3], ["a", "b", "c"]]], "(123)(abc)"),
    MustacheCase("the element, escaped", "{{#l}}({{.}}){{/l}}", ["l": ["&", "<"]], "(&amp;)(&lt;)"),
    MustacheCase("the element, three braces", "{{#l}}({{{.}}}){{/l}}", ["l": ["&", "<"]], "(&)(<)"),
    MustacheCase("the root is a list", "{{#.}}({{v}}){{/.}}", [["v": "a"], ["v": "b"]], "(a)(b)"),
    MustacheCase("dotted, true", "[{{#a.b.c}}在{{/a.b.c}}]", ["a": ["b": ["c": true]]], "[在]"),
    MustacheCase("dotted, false", "[{{#a.b.c}}在{{/a.b.c}}]", ["a": ["b": ["c": false]]], "[]"),
    MustacheCase("dotted, broken chain", "[{{#a.b.c}}在{{/a.b.c}}]", ["a": [:]], "[]"),
    MustacheCase("spaces around stay", " | {{#b}}\t|\t{{/b}} | \n", yes, " | \t|\t | \n"),
    MustacheCase("spaces inside stay", " | {{#b}} {{! 注 }}\n {{/b}} | \n", yes, " |  \n  | \n"),
    MustacheCase("indented in a line", " {{#b}}是{{/b}}\n {{#b}}好{{/b}}\n", yes, " 是\n 好\n"),
    MustacheCase("lines of their own go", "| 这\n{{#b}}\n|\n{{/b}}\n| 行\n", yes, "| 这\n|\n| 行\n"),
    MustacheCase("indented lines of their own go", "| 这\n  {{#b}}\n|\n  {{/b}}\n| 行\n", yes, "| 这\n|\n| 行\n"),
    MustacheCase("CR LF ends a line", "|\r\n{{#b}}\r\n{{/b}}\r\n|", yes, "|\r\n|"),
    MustacheCase("no line before", "  {{#b}}\n#{{/b}}\n/", yes, "#\n/"),
    MustacheCase("no line after", "#{{#b}}\n/\n  {{/b}}", yes, "#\n/\n"),
    MustacheCase("padding", "|{{# b }}={{/ b }}|", yes, "|=|"),
  ]

  static let inverted: [MustacheCase] = [
    MustacheCase("false", "[{{^b}}无{{/b}}]", no, "[无]"),
    MustacheCase("true", "[{{^b}}无{{/b}}]", yes, "[]"),
    MustacheCase("null", "[{{^b}}无{{/b}}]", ["b": nil], "[无]"),
    MustacheCase("missing", "[{{^b}}无{{/b}}]", [:], "[无]"),
    MustacheCase("a record", "[{{^p}}{{name}}{{/p}}]", ["p": ["name": "李"]], "[]"),
    MustacheCase("a list", "[{{^l}}{{n}}{{/l}}]", ["l": [["n": 1], ["n": 2]]], "[]"),
    MustacheCase("an empty list", "[{{^l}}无{{/l}}]", ["l": []], "[无]"),
    MustacheCase("a text", "[{{^s}}无{{/s}}]", ["s": "有"], "[]"),
    MustacheCase(
      "twice in a template", "{{^b}}\n* 一\n{{/b}}\n* {{two}}\n{{^b}}\n* 三\n{{/b}}\n", ["b": false, "two": "二"],
      "* 一\n* 二\n* 三\n"),
    MustacheCase("inside itself, false", "| 甲 {{^b}}乙 {{^b}}丙{{/b}} 丁{{/b}} 戊 |", no, "| 甲 乙 丙 丁 戊 |"),
    MustacheCase("inside itself, true", "| 甲 {{^b}}乙 {{^b}}丙{{/b}} 丁{{/b}} 戊 |", yes, "| 甲  戊 |"),
    MustacheCase("dotted, true", "[{{^a.b.c}}无{{/a.b.c}}]", ["a": ["b": ["c": true]]], "[]"),
    MustacheCase("dotted, false", "[{{^a.b.c}}无{{/a.b.c}}]", ["a": ["b": ["c": false]]], "[无]"),
    MustacheCase("dotted, broken chain", "[{{^a.b.c}}无{{/a.b.c}}]", ["a": [:]], "[无]"),
    MustacheCase("spaces around stay", " | {{^b}}\t|\t{{/b}} | \n", no, " | \t|\t | \n"),
    MustacheCase("spaces inside stay", " | {{^b}} {{! 注 }}\n {{/b}} | \n", no, " |  \n  | \n"),
    MustacheCase("indented in a line", " {{^b}}否{{/b}}\n {{^b}}好{{/b}}\n", no, " 否\n 好\n"),
    MustacheCase("lines of their own go", "| 这\n{{^b}}\n|\n{{/b}}\n| 行\n", no, "| 这\n|\n| 行\n"),
    MustacheCase("indented lines of their own go", "| 这\n  {{^b}}\n|\n  {{/b}}\n| 行\n", no, "| 这\n|\n| 行\n"),
    MustacheCase("CR LF ends a line", "|\r\n{{^b}}\r\n{{/b}}\r\n|", no, "|\r\n|"),
    MustacheCase("no line before", "  {{^b}}\n^{{/b}}\n/", no, "^\n/"),
    MustacheCase("no line after", "^{{^b}}\n/\n  {{/b}}", no, "^\n/\n"),
    MustacheCase("padding", "|{{^ b }}={{/ b }}|", no, "|=|"),
  ]

  @Test("sections", arguments: sections)
  func section(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }

  @Test("inverted sections", arguments: inverted)
  func invertedSection(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }
}
