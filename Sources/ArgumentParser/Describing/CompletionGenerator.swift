/// A script that completes the words of a command in bash.
struct CompletionGenerator {
  let root: any ParsableCommand.Type
  let shell: CompletionShell

  var script: String {
    let function = "_\(root.name.replacingDashes)"
    return """
      # bash completion for \(root.name)
      \(function)() {
        local cur prev path word i
        cur="${COMP_WORDS[COMP_CWORD]}"
        prev="${COMP_WORDS[COMP_CWORD-1]}"
        if [[ "$cur" == "=" ]]; then cur=""; elif [[ "$prev" == "=" ]]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi
        path="\(root.name)"
        for ((i = 1; i < COMP_CWORD; i++)); do
          word="${COMP_WORDS[i]}"
          case "$path $word" in
      \(valueSkips.joined(separator: "\n"))
      \(subcommandPaths.map { "      \"\($0)\") path=\"\($0)\" ;;" }.joined(separator: "\n"))
          esac
        done
        case "$path $prev" in
      \(valueCases.joined(separator: "\n"))
        esac
        case "$path" in
      \(wordCases.joined(separator: "\n"))
        esac
      }
      complete -F \(function) \(root.name)

      """
  }

  private struct Node {
    var path: String
    var type: any ParsableCommand.Type
  }

  private var commands: [Node] {
    var nodes = [Node(path: root.name, type: root)]
    var next = 0
    while next < nodes.count {
      let node = nodes[next]
      for subcommand in node.type.visibleSubcommands {
        nodes.append(Node(path: "\(node.path) \(subcommand.name)", type: subcommand))
      }
      next += 1
    }
    return nodes
  }

  private var subcommandPaths: [String] { commands.dropFirst().map(\.path) }

  /// Patterns of the options that take a value, each with what completes the value.
  private var valued: [(labels: String, completion: CompletionKind)] {
    commands.flatMap { node in
      ArgumentSet(of: node.type.init()).named.filter { !$0.isFlag }.map { definition in
        (definition.names.map { "\"\(node.path) \($0)\"" }.joined(separator: "|"), definition.completion)
      }
    }
  }

  /// A value is no command, whatever it says.
  private var valueSkips: [String] {
    valued.map { "      \($0.labels)) if [[ \"${COMP_WORDS[i+1]}\" == \"=\" ]]; then ((i += 2)); else ((i++)); fi ;;" }
  }

  /// After an option that takes a value: its values.
  private var valueCases: [String] {
    valued.map { "    \($0.labels)) \(reply($0.completion)); return ;;" }
  }

  /// Elsewhere: subcommands and options, and what the first positional argument allows.
  private var wordCases: [String] {
    commands.map { node in
      let path = node.path
      let arguments = ArgumentSet(of: node.type.init())
      var words: [String] = []
      for subcommand in node.type.visibleSubcommands { words.append(subcommand.name) }
      words += arguments.named.flatMap(\.names) + ["--help"]
      let list = reply(.list(words))
      guard let positional = arguments.positionals.first else { return "    \"\(path)\") \(list) ;;" }
      return """
            "\(path)") if [[ "$cur" == -* ]]; then \(list); else \(reply(positional.completion)); fi ;;
        """
    }
  }

  private func reply(_ completion: CompletionKind) -> String {
    switch completion.kind {
    case .none: "COMPREPLY=()"
    case .list(let words): "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$cur\"))"
    case .file: files("-f")
    case .directory: files("-d")
    }
  }

  /// Names of files can have spaces in them, and folders go on.
  private func files(_ choice: String) -> String {
    "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen \(choice) -- \"$cur\")"
  }
}

extension String {
  var replacingDashes: String { String(map { $0 == "-" ? "_" : $0 }) }
}
