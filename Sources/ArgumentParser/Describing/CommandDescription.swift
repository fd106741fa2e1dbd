/// A command and what it takes, for whoever writes a manual page about it.
public struct CommandDescription: Sendable, Hashable {
  /// With the commands above it: `fenliu case move`.
  public var path: String
  public var abstract: String
  public var discussion: String
  public var arguments: [Argument]
  public var subcommands: [CommandDescription]

  public struct Argument: Sendable, Hashable {
    /// `--limit <n>`, or `<file>`.
    public var label: String
    public var help: String
    public var defaultDescription: String?
    public var allowed: [String]
    public var isPositional: Bool
  }

  /// Describes a command and those below it.
  public static func describe(
    _ command: any ParsableCommand.Type, under parent: String = ""
  ) -> CommandDescription {
    let configuration = command.configuration
    let path = parent.isEmpty ? command.name : "\(parent) \(command.name)"
    var subcommands: [CommandDescription] = []
    for subcommand in command.visibleSubcommands {
      subcommands.append(describe(subcommand, under: path))
    }
    return CommandDescription(
      path: path, abstract: configuration.abstract, discussion: configuration.discussion,
      arguments: ArgumentSet(of: command.init()).definitions.map(Argument.init), subcommands: subcommands)
  }
}

extension CommandDescription.Argument {
  init(_ definition: ArgumentDefinition) {
    let names = definition.names.joined(separator: ", ")
    label =
      switch definition.kind {
      case .positional: "<\(definition.valueName)>"
      case .flag: names
      case .option: "\(names) <\(definition.valueName)>"
      }
    help = definition.help.abstract
    defaultDescription = definition.defaultDescription
    allowed = definition.allowed
    isPositional = definition.isPositional
  }
}
