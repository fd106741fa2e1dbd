/// Why a template was refused or could not be rendered, and where in it.
public struct MustacheError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// More bytes than a template may have.
    case tooLarge(limit: Int)
    /// More tags and lines than a template may have.
    case tooManyNodes(limit: Int)
    /// Sections and partials inside one another.
    case tooDeep(limit: Int)
    /// The rendered text grows beyond this many bytes.
    case tooMuchOutput(limit: Int)
    /// More work than a rendering may take.
    case tooManySteps(limit: Int)
    /// `{{` without its end.
    case unclosedTag
    /// A name is empty, or has spaces or empty parts in it.
    case badName(String)
    /// `{{=` without two delimiters.
    case badDelimiters(String)
    case unclosedSection(String)
    /// `{{/name}}` where no section is open.
    case unopenedSection(String)
    /// `{{/closed}}` inside a section of another name, which begins on `line`.
    case wrongSection(open: String, line: Int, closed: String)
    /// A name that the data have no value for, in strict rendering.
    case missingValue(String)
    /// A list or record where a text is to be printed, in strict rendering.
    case notText(String)
    /// A partial that is not there, in strict rendering.
    case missingPartial(String)
  }

  public var reason: Reason
  /// The template's name, line and column.
  public var mark: SourceMark

  public init(_ reason: Reason, at mark: SourceMark) {
    self.reason = reason
    self.mark = mark
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .tooLarge: "too-large"
    case .tooManyNodes: "too-many-nodes"
    case .tooDeep: "too-deep"
    case .tooMuchOutput: "too-much-output"
    case .tooManySteps: "too-many-steps"
    case .unclosedTag: "unclosed-tag"
    case .badName: "bad-name"
    case .badDelimiters: "bad-delimiters"
    case .unclosedSection: "unclosed-section"
    case .unopenedSection: "unopened-section"
    case .wrongSection: "wrong-section"
    case .missingValue: "missing-value"
    case .notText: "not-text"
    case .missingPartial: "missing-partial"
    }
  }

  /// What is wrong, without the place.
  public var message: String {
    switch reason {
    case .tooLarge(let limit): "longer than \(limit) bytes"
    case .tooManyNodes(let limit): "more than \(limit) parts"
    case .tooDeep(let limit): "nested deeper than \(limit)"
    case .tooMuchOutput(let limit): "more than \(limit) bytes would be written"
    case .tooManySteps(let limit): "more than \(limit) steps would be taken"
    case .unclosedTag: "the tag does not end"
    case .badName(let name): "not a name: \"\(name)\""
    case .badDelimiters(let text): "not two delimiters: \"\(text)\""
    case .unclosedSection(let name): "the section \"\(name)\" does not end"
    case .unopenedSection(let name): "no section \"\(name)\" is open here"
    case .wrongSection(let open, let line, let closed):
      "\"\(closed)\" ends here, but the open section is \"\(open)\" of line \(line)"
    case .missingValue(let name): "no value for \"\(name)\""
    case .notText(let name): "\"\(name)\" is no text"
    case .missingPartial(let name): "no partial \"\(name)\""
    }
  }
}

extension MustacheError: CustomStringConvertible {
  /// `decision.mustache:3:11: no value for "number"`
  public var description: String { "\(mark): \(message)" }
}
