import Testing

@testable import Formats

/// The modules "partials", "comments" and "delimiters" of the specification.
@Suite struct MustachePartialTests {
  static let partials: [MustacheCase] = [
    MustacheCase("a partial", "[{{>p}}]", [:], "[部分]", partials: ["p": "部分"]),
    MustacheCase("missing", "[{{>p}}]", [:], "[]"),
    MustacheCase("sees the context", "[{{>p}}]", ["x": "值"], "[*值*]", partials: ["p": "*{{x}}*"]),
    MustacheCase(
      "names itself", "{{>node}}", ["c": "X", "nodes": [["c": "Y", "nodes": []]]], "X<Y<>>",
      partials: ["node": "{{c}}<{{#nodes}}{{>node}}{{/nodes}}>"]),
    MustacheCase(
      "inside another", "{{>outer}}", ["a": "你", "b": "好"], "*你 好!*",
      partials: ["outer": "*{{a}} {{>inner}}*", "inner": "{{b}}!"]),
    MustacheCase("spaces around stay", "| {{>p}} |", [:], "| \t|\t |", partials: ["p": "\t|\t"]),
    MustacheCase("no indentation in a line", "  {{d}}  {{> p}}\n", ["d": "|"], "  |  >\n>\n", partials: ["p": ">\n>"]),
    MustacheCase("CR LF ends a line", "|\r\n{{>p}}\r\n|", [:], "|\r\n>|", partials: ["p": ">"]),
    MustacheCase("no line before", "  {{>p}}\n>", [:], "  >\n  >>", partials: ["p": ">\n>"]),
    MustacheCase("no line after", ">\n  {{>p}}", [:], ">\n  >\n  >", partials: ["p": ">\n>"]),
    MustacheCase(
      "each line of the partial is indented, lines of a value are not", "\\\n {{>p}}\n/\n", ["c": "<\n->"],
      "\\\n |\n <\n->a b<\n->c\n |\n/\n", partials: ["p": "|\n{{{c}}}a b{{{c}}}c\n|\n"]),
    MustacheCase("padding", "|{{> p }}|", [:], "|[]|", partials: ["p": "[]"]),
    MustacheCase(
      "indentations add up", "  {{>p}}\n", ["l": [1, 2]], "  a\n    - 1\n    - 2\n  z\n",
      partials: ["p": "a\n{{#l}}\n  {{>q}}\n{{/l}}\nz\n", "q": "- {{.}}\n"]),
  ]

  static let comments: [MustacheCase] = [
    MustacheCase("in a line", "12345{{! 注 }}67890", [:], "1234567890"),
    MustacheCase("over lines", "12345{{!\n  多行\n  注释\n}}67890\n", [:], "1234567890\n"),
    MustacheCase("alone", "始\n{{! 注 }}\n终\n", [:], "始\n终\n"),
    MustacheCase("alone, indented", "始\n  {{! 注 }}\n终\n", [:], "始\n终\n"),
    MustacheCase("alone, CR LF", "|\r\n{{! 注 }}\r\n|", [:], "|\r\n|"),
    MustacheCase("no line before", "  {{! 注 }}\n!", [:], "!"),
    MustacheCase("no line after", "!\n  {{! 注 }}", [:], "!\n"),
    MustacheCase("alone, over lines", "始\n{{!\n注\n}}\n终\n", [:], "始\n终\n"),
    MustacheCase("alone, over lines, indented", "始\n  {{!\n    注\n  }}\n终\n", [:], "始\n终\n"),
    MustacheCase("indented in a line", "  12 {{! 34 }}\n", [:], "  12 \n"),
    MustacheCase("spaces around stay", "12345 {{! 注 }} 67890", [:], "12345  67890"),
    MustacheCase(
      "never looked at as names", "({{! x }},{{!x}},{{! x y }})", ["! x": 1, "!x": 2, "x": 3], "(,,)"),
  ]

  static let delimiters: [MustacheCase] = [
    MustacheCase("a pair", "{{=<% %>=}}(<%x%>)", ["x": "嘿"], "(嘿)"),
    MustacheCase("signs of expressions", "({{=[ ]=}}[x])", ["x": "嘿"], "(嘿)"),
    MustacheCase(
      "sections", "[\n{{#s}}\n  {{d}}\n  |d|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{d}}\n  |d|\n|/s|\n]\n",
      ["s": true, "d": "值"], "[\n  值\n  |d|\n\n  {{d}}\n  值\n]\n"),
    MustacheCase(
      "inverted sections", "[\n{{^s}}\n  {{d}}\n  |d|\n{{/s}}\n\n{{= | | =}}\n|^s|\n  {{d}}\n  |d|\n|/s|\n]\n",
      ["s": false, "d": "值"], "[\n  值\n  |d|\n\n  {{d}}\n  值\n]\n"),
    MustacheCase(
      "do not reach into a partial", "[ {{>p}} ]\n{{= | | =}}\n[ |>p| ]\n", ["v": "是"], "[ .是. ]\n[ .是. ]\n",
      partials: ["p": ".{{v}}."]),
    MustacheCase(
      "do not reach out of a partial", "[ {{>p}} ]\n[ .{{v}}.  .|v|. ]\n", ["v": "是"],
      "[ .是.  .是. ]\n[ .是.  .|v|. ]\n", partials: ["p": ".{{v}}. {{= | | =}} .|v|."]),
    MustacheCase("spaces around stay", "| {{=@ @=}} |", [:], "|  |"),
    MustacheCase("spaces in a line stay", " | {{=@ @=}}\n", [:], " | \n"),
    MustacheCase("alone", "始\n{{=@ @=}}\n终\n", [:], "始\n终\n"),
    MustacheCase("alone, indented", "始\n  {{=@ @=}}\n终\n", [:], "始\n终\n"),
    MustacheCase("alone, CR LF", "|\r\n{{= @ @ =}}\r\n|", [:], "|\r\n|"),
    MustacheCase("no line before", "  {{=@ @=}}\n=", [:], "="),
    MustacheCase("no line after", "=\n  {{=@ @=}}", [:], "=\n"),
    MustacheCase("padding", "|{{= @   @ =}}|", [:], "||"),
  ]

  @Test("partials", arguments: partials)
  func partial(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }

  @Test("comments", arguments: comments)
  func comment(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }

  @Test("set delimiters", arguments: delimiters)
  func delimiter(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }
}
