import Glibc

/// A type whose properties are arguments: each marked `@Argument`, `@Option`, `@Flag` or `@OptionGroup`.
///
/// This module stands in for apple/swift-argument-parser, which cannot be fetched where Fenliu is built: the part of it
/// that Fenliu uses, under its names, so that the package can take its place. Its own words come in two languages; see
/// ``ParserWording``.
public protocol ParsableArguments: SendableMetatype {
  init()
  /// Called after parsing; throws ``ValidationError`` for what only several arguments together can tell.
  mutating func validate() throws
}

extension ParsableArguments {
  public mutating func validate() throws {}

  /// Parses arguments, those of the process unless others are given.
  public static func parse(_ arguments: [String]? = nil) throws -> Self {
    var value = Self()
    var parser = ArgumentSetParser(ArgumentSet(of: value), names: [])
    _ = try parser.parse(arguments ?? Array(CommandLine.arguments.dropFirst()), stopsAt: [:])
    try parser.finish()
    try ArgumentSet.validateGroups(of: value)
    try value.validate()
    return value
  }
}

/// A command of the command line.
public protocol ParsableCommand: ParsableArguments {
  static var configuration: CommandConfiguration { get }
  mutating func run() throws
}

/// A command that runs asynchronously.
public protocol AsyncParsableCommand: ParsableCommand {
  mutating func run() async throws
}

extension ParsableCommand {
  public static var configuration: CommandConfiguration { CommandConfiguration() }

  /// A command that only has subcommands shows its help.
  public mutating func run() throws {
    throw HelpRequest(path: [Self.self])
  }

  /// The name typed: from the configuration, or the type's own in lower case with dashes.
  static var name: String {
    configuration.commandName ?? String(describing: Self.self).dashed
  }

  /// Parses the arguments into this command or one of its subcommands.
  public static func parseAsRoot(_ arguments: [String]? = nil) throws -> any ParsableCommand {
    try CommandParser.parse(Self.self, arguments ?? Array(CommandLine.arguments.dropFirst()))
  }

  /// Text for a terminal about an error, and what to do.
  public static func fullMessage(for error: any Error) -> String {
    ErrorPresentation(error, root: Self.self).text
  }

  /// The status with which a process should end after this error.
  public static func exitCode(for error: any Error) -> ExitCode {
    ErrorPresentation(error, root: Self.self).code
  }

  /// The help of this command, as text of at most `columns` columns.
  public static func helpMessage(columns: Int? = nil) -> String {
    HelpGenerator(path: [Self.self], columns: columns ?? 100).text
  }

  /// A script that completes this command's words in a shell.
  public static func completionScript(for shell: CompletionShell) -> String {
    CompletionGenerator(root: Self.self, shell: shell).script
  }
}

extension AsyncParsableCommand {
  public mutating func run() async throws {
    throw HelpRequest(path: [Self.self])
  }

  /// Parses and runs; ends the process with the error's status when there is one.
  public static func main(_ arguments: [String]? = nil) async {
    do {
      var command = try parseAsRoot(arguments)
      if var asyncCommand = command as? any AsyncParsableCommand {
        try await asyncCommand.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}

extension ParsableCommand {
  /// Tells the error, if there is one, and ends the process with its status.
  public static func exit(withError error: (any Error)? = nil) -> Never {
    guard let error else { Glibc.exit(EXIT_SUCCESS) }
    let presentation = ErrorPresentation(error, root: Self.self)
    presentation.write()
    Glibc.exit(presentation.code.rawValue)
  }
}

extension String {
  /// `DeadLetters` as `dead-letters`.
  var dashed: String {
    var result = ""
    for character in self {
      if character.isUppercase, !result.isEmpty, result.last != "-" { result.append("-") }
      result += character == "_" ? "-" : character.lowercased()
    }
    return result
  }
}
