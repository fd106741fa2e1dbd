import Testing

@testable import Formats

/// One row of a table: a template, what it is given, and what comes out.
struct MustacheCase: Sendable, CustomTestStringConvertible {
  var title: String
  var template: String
  var data: MustacheValue
  var expected: String
  var partials: [String: String]

  init(
    _ title: String, _ template: String, _ data: MustacheValue = [:], _ expected: String,
    partials: [String: String] = [:]
  ) {
    self.title = title
    self.template = template
    self.data = data
    self.expected = expected
    self.partials = partials
  }

  var testDescription: String { title }

  func render() throws -> String {
    let parsed = try partials.map { ($0.key, try MustacheTemplate($0.value, name: $0.key)) }
    return try MustacheTemplate(template, name: "t").render(
      data, partials: Dictionary(uniqueKeysWithValues: parsed))
  }
}
