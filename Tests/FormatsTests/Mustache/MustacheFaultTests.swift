import Testing

@testable import Formats

/// What is refused, and where.
@Suite struct MustacheFaultTests {
  private func refusal(
    _ text: String, _ data: MustacheValue = [:], _ partials: [String: String] = [:], isStrict: Bool = true,
    limits: MustacheLimits = .standard
  ) -> String {
    do throws(MustacheError) {
      var parsed: [String: MustacheTemplate] = [:]
      for (name, text) in partials { parsed[name] = try MustacheTemplate(text, name: name) }
      let template = try MustacheTemplate(text, name: "t", limits: limits)
      return "printed: " + (try template.render(data, partials: parsed, isStrict: isStrict, limits: limits))
    } catch {
      return "\(error.code) \(error.mark)"
    }
  }

  @Test(
    "a fault of the text has its line and column",
    arguments: [
      ("一\n二 {{x", "unclosed-tag t:2:3"), ("{{{x}}", "unclosed-tag t:1:1"), ("{{= | =}}", "bad-delimiters t:1:1"),
      ("{{=|}}", "unclosed-tag t:1:1"), ("{{= = = =}}", "bad-delimiters t:1:1"), ("\n  {{}}", "bad-name t:2:3"),
      ("{{a b}}", "bad-name t:1:1"), ("{{a..b}}", "bad-name t:1:1"), ("{{a.}}", "bad-name t:1:1"),
      ("{{..}}", "bad-name t:1:1"), ("{{>}}", "bad-name t:1:1"), ("{{#}}{{/}}", "bad-name t:1:1"),
      ("{{#a}}\n", "unclosed-section t:1:1"), ("甲乙{{/a}}", "unopened-section t:1:3"),
      ("{{#a}}{{#b}}\n{{/a}}", "wrong-section t:2:1"),
    ])
  func placed(_ row: (text: String, expected: String)) {
    #expect(refusal(row.text) == row.expected)
  }

  @Test(
    "strict rendering refuses what is not there",
    arguments: [
      ("{{a}}", [:] as MustacheValue, "missing-value t:1:1"), ("\n{{a}}", ["a": nil], "missing-value t:2:1"),
      ("{{a}}", ["a": " \n"], "missing-value t:1:1"), ("{{{a.b}}}", ["a": [:]], "missing-value t:1:1"),
      ("{{a}}", ["a": ["x"]], "not-text t:1:1"), ("{{#a}}{{/a}}", [:], "missing-value t:1:1"),
      ("{{^a}}{{/a}}", [:], "missing-value t:1:1"), ("{{#a}}x{{/a}}", ["a": nil], "printed: "),
      ("{{^a}}x{{/a}}", ["a": nil], "printed: x"), ("{{#a}}x{{/a}}", ["a": []], "printed: "),
      ("{{>p}}", [:], "missing-partial t:1:1"),
    ] as [(String, MustacheValue, String)])
  func strict(_ row: (text: String, data: MustacheValue, expected: String)) {
    #expect(refusal(row.text, row.data) == row.expected)
  }

  @Test("a value that a partial misses is named with the partial's line")
  func inPartial() {
    #expect(refusal("一\n{{>p}}", [:], ["p": "二\n三{{x}}"]) == "missing-value p:2:2")
  }

  @Test("bounds hold")
  func bounds() {
    let deep = String(repeating: "{{#a}}", count: 65) + String(repeating: "{{/a}}", count: 65)
    #expect(refusal(deep) == "too-deep t:1:385")
    #expect(refusal("{{>p}}", [:], ["p": "{{>p}}"]) == "too-deep p:1:1")
    #expect(refusal("12345", limits: MustacheLimits(size: 4)) == "too-large t:1:1")
    #expect(refusal("{{a}}{{b}}{{c}}", limits: MustacheLimits(nodes: 3)).hasPrefix("too-many-nodes"))
    let many: MustacheValue = ["l": .list(Array(repeating: true, count: 1_000))]
    #expect(refusal("{{#l}}字{{/l}}", many, limits: MustacheLimits(output: 999)).hasPrefix("too-much-output"))
    #expect(
      refusal("{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}", many, limits: MustacheLimits(steps: 100_000))
        == "too-many-steps t:1:13")
  }

  @Test("a template is held against the form of its data before there are any")
  func shapes() throws {
    let shape = MustacheShape.record([
      "title": .text, "isDraft": .flag, "note": .optional(.text),
      "parties": .list(.record(["name": .text, "address": .optional(.text)])),
      "agent": .optional(.record(["name": .text])),
    ])
    func faults(_ text: String, _ partials: [String: String] = [:]) throws -> [String] {
      let parsed = try partials.map { ($0.key, try MustacheTemplate($0.value, name: $0.key)) }
      return try MustacheTemplate(text, name: "t")
        .faults(for: shape, partials: Dictionary(uniqueKeysWithValues: parsed)).map { "\($0.code) \($0.mark)" }
    }
    #expect(try faults("{{title}}{{#isDraft}}x{{/isDraft}}{{#parties}}{{name}}{{title}}{{/parties}}") == [])
    #expect(try faults("{{#note}}{{note}}{{.}}{{/note}}{{#agent}}{{name}}{{agent.name}}{{/agent}}") == [])
    #expect(try faults("{{note}}\n{{agent.name}}") == ["missing-value t:1:1", "missing-value t:2:1"])
    #expect(try faults("{{^note}}{{note}}{{/note}}") == ["missing-value t:1:10"])
    #expect(try faults("{{#parties}}{{address}}{{/parties}}") == ["missing-value t:1:13"])
    #expect(try faults("{{titel}}{{#sealed}}{{/sealed}}") == ["missing-value t:1:1", "missing-value t:1:10"])
    #expect(try faults("{{parties}}{{isDraft}}") == ["not-text t:1:1", "not-text t:1:12"])
    #expect(try faults("{{>p}}{{>q}}", ["p": "\n{{x}}{{>p}}"]) == ["missing-value p:2:1", "missing-partial t:1:7"])
  }

  @Test("a broken template is refused at a place that it has")
  func hostile() {
    let parts = ["{{", "}}", "{{{", "}}}", "#", "^", "/", ">", "!", "=", "&", ".", "a", " ", "\n", "\r\n", "中", "| |"]
    var state: UInt64 = 7
    var refused = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int((state >> 33) % UInt64(parts.count))]
      }
      do {
        _ = try MustacheTemplate(text, name: "t").render(["a": [["a": 1], "x"]])
      } catch {
        refused += 1
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(error.mark.line <= lines.count && error.mark.column <= lines[error.mark.line - 1].count, "\(text)")
      }
    }
    #expect(refused > 1_000 && refused < 20_000)
  }
}
