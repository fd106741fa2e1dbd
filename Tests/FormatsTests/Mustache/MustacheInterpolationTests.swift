import Testing

@testable import Formats

/// The module "interpolation" of the specification.
@Suite struct MustacheInterpolationTests {
  static let signs: MustacheValue = ["signs": "& \" < >"]
  static let deep: MustacheValue = ["a": ["b": ["c": ["d": ["e": ["name": "王"]]]]]]

  static let cases: [MustacheCase] = [
    MustacheCase("no tags", "{一行} 文字\n", [:], "{一行} 文字\n"),
    MustacheCase("a text", "致{{who}}：\n", ["who": "申请人"], "致申请人：\n"),
    MustacheCase("no reinterpolation", "{{x}}: {{y}}", ["x": "{{y}}", "y": "1"], "{{y}}: 1"),
    MustacheCase("escaped", "[{{signs}}]", signs, "[&amp; &quot; &lt; &gt;]"),
    MustacheCase("three braces", "[{{{signs}}}]", signs, "[& \" < >]"),
    MustacheCase("ampersand", "[{{&signs}}]", signs, "[& \" < >]"),
    MustacheCase("integer", "{{n}}日", ["n": 60], "60日"),
    MustacheCase("integer, three braces", "{{{n}}}日", ["n": 60], "60日"),
    MustacheCase("integer, ampersand", "{{&n}}日", ["n": 60], "60日"),
    MustacheCase("decimal", "{{n}}元", ["n": 1.210], "1.21元"),
    MustacheCase("decimal, three braces", "{{{n}}}元", ["n": 1.210], "1.21元"),
    MustacheCase("decimal, ampersand", "{{&n}}元", ["n": 1.210], "1.21元"),
    MustacheCase("null", "({{n}})", ["n": nil], "()"),
    MustacheCase("null, three braces", "({{{n}}})", ["n": nil], "()"),
    MustacheCase("null, ampersand", "({{&n}})", ["n": nil], "()"),
    MustacheCase("missing", "({{n}})", [:], "()"),
    MustacheCase("missing, three braces", "({{{n}}})", [:], "()"),
    MustacheCase("missing, ampersand", "({{&n}})", [:], "()"),
    MustacheCase(
      "dotted is short for sections", "{{p.name}}={{#p}}{{name}}{{/p}}", ["p": ["name": "李"]], "李=李"),
    MustacheCase(
      "dotted, three braces", "{{{p.name}}}={{#p}}{{{name}}}{{/p}}", ["p": ["name": "<"]], "<=<"),
    MustacheCase(
      "dotted, ampersand", "{{&p.name}}={{#p}}{{&name}}{{/p}}", ["p": ["name": "<"]], "<=<"),
    MustacheCase("dotted, any depth", "{{a.b.c.d.e.name}}", deep, "王"),
    MustacheCase("dotted, broken chain", "({{a.b.c}})", ["a": [:]], "()"),
    MustacheCase(
      "dotted, the rest resolves in the value before it", "({{a.b.c.name}})",
      ["a": ["b": [:]], "c": ["name": "张"]], "()"),
    MustacheCase(
      "dotted, the first part as any name", "{{#a}}{{b.c.d.e.name}}{{/a}}",
      ["a": ["b": ["c": ["d": ["e": ["name": "王"]]]]], "b": ["c": ["d": ["e": ["name": "错"]]]]], "王"),
    MustacheCase("dotted, the found first part counts", "{{#a}}{{b.c}}{{/a}}", ["a": ["b": [:]], "b": ["c": "错"]], ""),
    MustacheCase("a dot is never part of a key", "({{a.b}})", ["a.b": "错"], "()"),
    MustacheCase(
      "leading dot", "{{#a}}{{.name}}{{/a}}{{#b}}{{.name}}{{/b}}",
      ["a": [:], "b": ["name": "名"], "name": "错"], "名"),
    MustacheCase("the value itself", "你好，{{.}}", "世界", "你好，世界"),
    MustacheCase("the value itself, escaped", "{{.}}", "& \" < >", "&amp; &quot; &lt; &gt;"),
    MustacheCase("the value itself, three braces", "{{{.}}}", "& \" < >", "& \" < >"),
    MustacheCase("the value itself, ampersand", "{{&.}}", "& \" < >", "& \" < >"),
    MustacheCase("the value itself, integer", "{{.}}", 85, "85"),
    MustacheCase("spaces around stay", "| {{s}} |", ["s": "-"], "| - |"),
    MustacheCase("spaces around stay, three braces", "| {{{s}}} |", ["s": "-"], "| - |"),
    MustacheCase("spaces around stay, ampersand", "| {{&s}} |", ["s": "-"], "| - |"),
    MustacheCase("alone in a line", "  {{s}}\n", ["s": "-"], "  -\n"),
    MustacheCase("alone in a line, three braces", "  {{{s}}}\n", ["s": "-"], "  -\n"),
    MustacheCase("alone in a line, ampersand", "  {{&s}}\n", ["s": "-"], "  -\n"),
    MustacheCase("padding", "|{{ s }}|", ["s": "-"], "|-|"),
    MustacheCase("padding, three braces", "|{{{ s }}}|", ["s": "-"], "|-|"),
    MustacheCase("padding, ampersand", "|{{& s }}|", ["s": "-"], "|-|"),
  ]

  @Test("prints values", arguments: cases)
  func prints(_ row: MustacheCase) throws {
    #expect(try row.render() == row.expected)
  }

  @Test("an apostrophe cannot end an attribute")
  func apostrophe() throws {
    #expect(try MustacheTemplate("<a title='{{x}}'>", name: "t").render(["x": "'"]) == "<a title='&#39;'>")
  }
}
