/// A place in a source file.
public struct SourceMark: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `routing.yaml:12:5`
  public var description: String { "\(file):\(line):\(column)" }
}

/// Bounds that a YAML file must keep.
public struct YAMLLimits: Sendable, Hashable {
  /// Bytes of the whole file.
  public var size: Int
  /// Scalars, sequences and mappings, keys included.
  public var nodes: Int
  /// Sequences and mappings inside one another.
  public var depth: Int

  public init(size: Int = 16 << 20, nodes: Int = 200_000, depth: Int = 64) {
    self.size = size
    self.nodes = nodes
    self.depth = depth
  }

  /// 16 MiB, 200,000 nodes, 64 deep.
  public static let standard = YAMLLimits()
}

/// Why a YAML file was refused, and where.
public struct YAMLError: Error, Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    case tooLarge(limit: Int)
    case tooManyNodes(limit: Int)
    case tooDeep(limit: Int)
    case invalidUTF8
    /// The file breaks YAML's grammar; the text is libyaml's.
    case syntax(String)
    /// `*name`: what a file says must be readable where it stands.
    case aliasRefused
    /// `!tag`
    case tagRefused(String)
    case severalDocuments
    /// A sequence or mapping as a key.
    case keyIsNotScalar
    case duplicateKey(String)
    case missingKey(String)
    /// A key that nobody asked for, and the keys that were asked for in this mapping.
    case unknownKey(String, known: [String])
    case wrongType(expected: String, found: String)
    /// A value of the right type that the reader of this key refuses.
    case invalidValue(String)
  }

  public var reason: Reason
  public var mark: SourceMark
  /// Where in the structure: `.rules[0].days`; empty for the root and for faults of grammar.
  public var path: String

  public init(reason: Reason, mark: SourceMark, path: String = "") {
    self.reason = reason
    self.mark = mark
    self.path = path
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .tooLarge: "too-large"
    case .tooManyNodes: "too-many-nodes"
    case .tooDeep: "too-deep"
    case .invalidUTF8: "invalid-utf8"
    case .syntax: "syntax"
    case .aliasRefused: "alias-refused"
    case .tagRefused: "tag-refused"
    case .severalDocuments: "several-documents"
    case .keyIsNotScalar: "key-is-not-scalar"
    case .duplicateKey: "duplicate-key"
    case .missingKey: "missing-key"
    case .unknownKey: "unknown-key"
    case .wrongType: "wrong-type"
    case .invalidValue: "invalid-value"
    }
  }
}

extension YAMLError: CustomStringConvertible {
  /// `routing.yaml:3:11: .rules[0].days: expected an integer, found "十五"`
  public var description: String {
    path.isEmpty ? "\(mark): \(message)" : "\(mark): \(path): \(message)"
  }

  /// What is wrong, without the place.
  public var message: String {
    switch reason {
    case .tooLarge(let limit): "longer than \(limit) bytes"
    case .tooManyNodes(let limit): "more than \(limit) nodes"
    case .tooDeep(let limit): "nested deeper than \(limit)"
    case .invalidUTF8: "not UTF-8"
    case .syntax(let text): text
    case .aliasRefused: "aliases are not allowed: write the value out"
    case .tagRefused(let tag): "tags are not allowed: \(tag)"
    case .severalDocuments: "only one document is allowed"
    case .keyIsNotScalar: "a key must be a scalar"
    case .duplicateKey(let key): "duplicate key \"\(key)\""
    case .missingKey(let key): "missing key \"\(key)\""
    case .unknownKey(let key, let known):
      "unknown key \"\(key)\"" + (known.isEmpty ? "" : "; known here: \(known.joined(separator: ", "))")
    case .wrongType(let expected, let found): "expected \(expected), found \(found)"
    case .invalidValue(let text): text
    }
  }
}
