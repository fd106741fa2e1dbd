/// Gives words to the arguments of one command.
struct ArgumentSetParser {
  private let set: ArgumentSet
  /// Further names that would have been understood, for suggestions.
  private let otherNames: [String]
  private var nextPositional = 0

  init(_ set: ArgumentSet, names: [String]) {
    self.set = set
    otherNames = names
  }

  /// Where parsing of a command stopped.
  enum Stop {
    case end
    /// At a subcommand; `rest` are the words after it.
    case subcommand(any ParsableCommand.Type, rest: [String])
    case help
    case version
  }

  mutating func parse(_ words: [String], stopsAt subcommands: [String: any ParsableCommand.Type]) throws -> Stop {
    var rest = words[...]
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        if !optionsEnded, !subcommands.isEmpty {
          guard let command = subcommands[word] else {
            throw ParserError.unknownSubcommand(word, near: Nearness.nearest(to: word, in: Array(subcommands.keys)))
          }
          return .subcommand(command, rest: Array(rest))
        }
        try takePositional(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word == "--help" || word == "-h" {
        return .help
      } else if word == "--version" {
        return .version
      } else {
        try takeNamed(word, &rest)
      }
    }
    return .end
  }

  /// Checks that nothing needed is missing.
  func finish() throws {
    for definition in set.definitions where definition.isRequired && !definition.wasGiven() {
      throw definition.isPositional
        ? ParserError.missingArgument(definition.valueName) : ParserError.missingOption(definition.displayName)
    }
  }

  private mutating func takePositional(_ word: String) throws {
    let positionals = set.positionals
    guard nextPositional < positionals.count else { throw ParserError.unexpectedArgument(word) }
    try positionals[nextPositional].take(word)
    if !positionals[nextPositional].isRepeating { nextPositional += 1 }
  }

  private func takeNamed(_ word: String, _ rest: inout ArraySlice<String>) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = word.hasPrefix("--") ? parts[0] : word
    guard let definition = set.named.first(where: { $0.names.contains(name) }) else {
      let known = set.named.flatMap(\.names) + otherNames + ["--help"]
      throw ParserError.unknownOption(name, near: Nearness.nearest(to: name, in: known))
    }
    let attached = word.hasPrefix("--") && parts.count == 2 ? parts[1] : nil
    if definition.isFlag {
      if attached != nil { throw ParserError.unexpectedValue(option: name) }
      return try definition.take("")
    }
    if let attached { return try definition.take(attached) }
    guard let value = rest.popFirst(), value == "-" || !value.hasPrefix("--") else {
      throw ParserError.missingValue(option: name, valueName: definition.valueName)
    }
    try definition.take(value)
  }
}

/// Finds the command or subcommand that is meant, and fills it.
enum CommandParser {
  static func parse(_ root: any ParsableCommand.Type, _ words: [String]) throws -> any ParsableCommand {
    var path: [any ParsableCommand.Type] = [root]
    var words = words
    if words.first == "help", !root.configuration.subcommands.isEmpty { throw help(root, words.dropFirst()) }
    while let type = path.last {
      let step = try step(type, words, path: path)
      guard let next = step.next else { return step.command }
      path.append(next)
      words = step.words
    }
    throw HelpRequest(path: path)
  }

  /// What `help case move` asks for: as far down as the words name commands.
  private static func help(_ root: any ParsableCommand.Type, _ words: ArraySlice<String>) -> HelpRequest {
    var path: [any ParsableCommand.Type] = [root]
    for word in words {
      guard let last = path.last, let next = subcommands(of: last.configuration)[word] else { break }
      path.append(next)
    }
    return HelpRequest(path: path)
  }

  /// One level of the command line: the command filled so far, and the subcommand that the remaining words are for.
  private struct Step {
    var command: any ParsableCommand
    var next: (any ParsableCommand.Type)?
    var words: [String] = []
  }

  private static func step(
    _ type: any ParsableCommand.Type, _ words: [String], path: [any ParsableCommand.Type]
  ) throws -> Step {
    var command = type.init()
    let configuration = type.configuration
    var parser = ArgumentSetParser(ArgumentSet(of: command), names: configuration.version.isEmpty ? [] : ["--version"])
    do {
      let stop: ArgumentSetParser.Stop
      do {
        stop = try parser.parse(words, stopsAt: subcommands(of: configuration))
      } catch is ParserError where configuration.defaultSubcommand != nil {
        // What this command does not know may be for its default subcommand.
        stop = .end
      }
      switch stop {
      case .help: throw HelpRequest(path: path)
      case .version:
        guard let version = CommandPath(path).version else {
          throw ParserError.unknownOption("--version", near: nil)
        }
        throw CleanExit.message(version)
      case .subcommand(let next, let rest): return Step(command: command, next: next, words: rest)
      case .end:
        if !configuration.subcommands.isEmpty {
          guard let fallback = configuration.defaultSubcommand else { throw HelpRequest(path: path) }
          return Step(command: command, next: fallback, words: words)
        }
        try parser.finish()
        try ArgumentSet.validateGroups(of: command)
        try command.validate()
        return Step(command: command, next: nil)
      }
    } catch let error as HelpRequest {
      throw error
    } catch let error as CleanExit {
      throw error
    } catch {
      throw CommandError(path: path, error: error)
    }
  }

  private static func subcommands(of configuration: CommandConfiguration) -> [String: any ParsableCommand.Type] {
    var names: [String: any ParsableCommand.Type] = [:]
    for command in configuration.subcommands {
      names[command.name] = command
      for alias in command.configuration.aliases { names[alias] = command }
    }
    return names
  }
}

/// Finds what somebody may have meant.
enum Nearness {
  static func nearest(to word: String, in candidates: [String]) -> String? {
    candidates.map { ($0, distance(word, $0)) }.filter { $0.1 <= max(1, word.count / 3) }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// Levenshtein's distance.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
