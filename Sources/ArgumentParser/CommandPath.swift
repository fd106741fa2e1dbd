/// The commands from the root down to the one that is meant. Plain loops: the compiler of Swift 6.3 crashes on key paths
/// through metatypes.
struct CommandPath {
  private let commands: [any ParsableCommand.Type]

  init(_ commands: [any ParsableCommand.Type]) {
    self.commands = commands
  }

  /// As typed: `fenliu case move`.
  var text: String {
    var names: [String] = []
    for command in commands { names.append(command.name) }
    return names.joined(separator: " ")
  }

  /// The version of the lowest command that has one.
  var version: String? {
    var version: String?
    for command in commands where !command.configuration.version.isEmpty { version = command.configuration.version }
    return version
  }
}

extension ParsableCommand {
  static var visibleSubcommands: [any ParsableCommand.Type] {
    var visible: [any ParsableCommand.Type] = []
    for subcommand in configuration.subcommands where subcommand.configuration.shouldDisplay {
      visible.append(subcommand)
    }
    return visible
  }
}
