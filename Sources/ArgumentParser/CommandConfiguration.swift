/// What a command is called and what it says of itself.
public struct CommandConfiguration: Sendable {
  public var commandName: String?
  public var abstract: String
  public var discussion: String
  public var version: String
  public var shouldDisplay: Bool
  public var subcommands: [any ParsableCommand.Type]
  public var defaultSubcommand: (any ParsableCommand.Type)?
  public var aliases: [String]

  public init(
    commandName: String? = nil, abstract: String = "", discussion: String = "", version: String = "",
    shouldDisplay: Bool = true, subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil, aliases: [String] = []
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.version = version
    self.shouldDisplay = shouldDisplay
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    self.aliases = aliases
  }
}

/// The names by which an option or a flag is typed.
public struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
  public struct Element: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      case long
      case customLong(String)
      case short
      case customShort(Character)
    }

    let kind: Kind

    /// `--` and the property's name.
    public static let long = Element(kind: .long)
    /// `-` and the first letter of the property's name.
    public static let short = Element(kind: .short)

    public static func customLong(_ name: String) -> Element { Element(kind: .customLong(name)) }
    public static func customShort(_ letter: Character) -> Element { Element(kind: .customShort(letter)) }
  }

  let elements: [Element]

  public init(arrayLiteral elements: Element...) {
    self.elements = elements
  }

  public static let long: NameSpecification = [.long]
  public static let short: NameSpecification = [.short]
  public static let shortAndLong: NameSpecification = [.short, .long]

  public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
  public static func customShort(_ letter: Character) -> NameSpecification { [.customShort(letter)] }

  func names(for property: String) -> [String] {
    elements.compactMap { element in
      switch element.kind {
      case .long: "--\(property.dashed)"
      case .customLong(let name): "--\(name)"
      case .short: property.first.map { "-\($0)" }
      case .customShort(let letter): "-\(letter)"
      }
    }
  }
}

/// What the help says of an argument.
public struct ArgumentHelp: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  public var abstract: String
  public var discussion: String
  public var valueName: String?

  public init(_ abstract: String = "", discussion: String = "", valueName: String? = nil) {
    self.abstract = abstract
    self.discussion = discussion
    self.valueName = valueName
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }
}

/// How a shell completes a value.
public struct CompletionKind: Sendable {
  enum Kind: Sendable {
    case none
    case list([String])
    case file
    case directory
  }

  let kind: Kind

  public static let `default` = CompletionKind(kind: .none)
  public static let directory = CompletionKind(kind: .directory)

  public static func list(_ words: [String]) -> CompletionKind { CompletionKind(kind: .list(words)) }
  public static func file(extensions: [String] = []) -> CompletionKind { CompletionKind(kind: .file) }
}

/// A shell for which completions can be written.
public struct CompletionShell: Sendable, Hashable, CaseIterable {
  public let rawValue: String

  public init?(rawValue: String) {
    guard rawValue == "bash" else { return nil }
    self.rawValue = rawValue
  }

  private init(name: String) { rawValue = name }

  public static let bash = CompletionShell(name: "bash")
  public static let allCases = [bash]
}
