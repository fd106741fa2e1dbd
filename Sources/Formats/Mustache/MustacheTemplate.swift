/// A template of the Mustache language (the core of its specification: interpolation, sections, inverted sections,
/// partials, comments, set delimiters), parsed once and rendered any number of times.
///
/// Interpolation escapes for HTML, unless it is written `{{{name}}}` or `{{&name}}`.
public struct MustacheTemplate: Sendable {
  /// The name that errors give, usually the file.
  public let name: String
  let nodes: [MustacheNode]

  /// - Throws: the first fault of the text, with its line and column.
  public init(_ text: String, name: String, limits: MustacheLimits = .standard) throws(MustacheError) {
    self.name = name
    var parser = MustacheParser(Array(text.utf8), name: name, limits: limits)
    nodes = try parser.parse()
  }

  /// Prints a value.
  ///
  /// - Parameters:
  ///   - partials: the templates that `{{> name}}` names.
  ///   - isStrict: where `false`, what has no value prints nothing, as the specification has it. Where `true`, three
  ///     rules hold: an interpolation must have a text that is not blank; a section's name must be known to the data,
  ///     though its value may be ``MustacheValue/null``; a partial must be there.
  public func render(
    _ value: MustacheValue, partials: [String: MustacheTemplate] = [:], isStrict: Bool = false,
    limits: MustacheLimits = .standard
  ) throws(MustacheError) -> String {
    var renderer = MustacheRenderer(root: value, partials: partials, isStrict: isStrict, limits: limits)
    return try renderer.render(self)
  }

  /// The partials that the template names itself, each once, in the order of the text.
  public var partialNames: [String] {
    var names: [String] = []
    MustacheNode.visit(nodes) { node in
      if case .partial(let name, _, _) = node, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The names that interpolations and sections of the template itself ask for, as they are written.
  public var valueNames: Set<String> {
    var names: Set<String> = []
    MustacheNode.visit(nodes) { node in
      switch node {
      case .value(let name, _), .section(let name, _, _): names.insert(name.text)
      case .text, .lineStart, .partial: break
      }
    }
    return names
  }
}

/// Bounds that templates and their renderings keep.
public struct MustacheLimits: Sendable, Hashable {
  /// Bytes of a template.
  public var size: Int
  /// Tags and lines of a template.
  public var nodes: Int
  /// Sections and partials inside one another, in a template and while rendering.
  public var depth: Int
  /// Bytes that a rendering writes.
  public var output: Int
  /// Nodes that a rendering passes.
  public var steps: Int

  public init(
    size: Int = 1 << 20, nodes: Int = 100_000, depth: Int = 64, output: Int = 16 << 20, steps: Int = 4_000_000
  ) {
    self.size = size
    self.nodes = nodes
    self.depth = depth
    self.output = output
    self.steps = steps
  }

  /// 1 MiB, 100,000 nodes, 64 deep; 16 MiB and four million steps of output.
  public static let standard = MustacheLimits()
}

/// One part of a parsed template.
indirect enum MustacheNode: Sendable {
  case text(String)
  /// The beginning of a line, where a partial's indentation is written.
  case lineStart
  case value(MustacheName, isEscaped: Bool)
  case section(MustacheName, isInverted: Bool, [MustacheNode])
  /// The whitespace before a partial that stands alone goes before each of its lines; `nil` where it stands in a line.
  case partial(String, indent: String?, SourceMark)

  static func visit(_ nodes: [MustacheNode], _ body: (MustacheNode) -> Void) {
    for node in nodes {
      body(node)
      if case .section(_, _, let inner) = node { visit(inner, body) }
    }
  }
}

/// A name as a tag gives it: `.`, `name`, `a.b.c`, or `.name` for the innermost value only.
struct MustacheName: Sendable, Hashable {
  /// As written, without spaces around it.
  var text: String
  /// Empty for `.`.
  var parts: [String]
  /// Only the innermost value is asked.
  var isLocal: Bool
  var mark: SourceMark

  /// `nil` for what is no name.
  init?(_ text: String, mark: SourceMark) {
    self.text = text
    self.mark = mark
    isLocal = text.hasPrefix(".")
    if text == "." {
      parts = []
      return
    }
    let path = isLocal ? text.dropFirst() : text[...]
    parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !path.isEmpty, !parts.contains(""), !path.contains(where: \.isWhitespace) else { return nil }
  }
}
