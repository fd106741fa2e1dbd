/// The help of a command as text.
struct HelpGenerator {
  let path: [any ParsableCommand.Type]
  let columns: Int
  private let wording = ParserWording.current

  init(path: [any ParsableCommand.Type], columns: Int) {
    self.path = path
    self.columns = max(columns, 40)
  }

  var text: String {
    guard let command = path.last else { return "" }
    let configuration = command.configuration
    let arguments = ArgumentSet(of: command.init())
    var parts: [String] = []
    if !configuration.abstract.isEmpty {
      parts.append(wrap(wording("概述：", "OVERVIEW: ") + configuration.abstract, indent: 0))
    }
    if !configuration.discussion.isEmpty { parts.append(wrapParagraphs(configuration.discussion)) }
    parts.append(wording("用法：", "USAGE: ") + usage(command, arguments))
    let positionals = arguments.positionals.map { ("<\($0.valueName)>", describe($0)) }
    if !positionals.isEmpty { parts.append(section(wording("参数：", "ARGUMENTS:"), positionals)) }
    var options = arguments.named.map { (label($0), describe($0)) }
    if CommandPath(path).version != nil {
      options.append(("--version", wording("显示版本", "Show the version.")))
    }
    options.append(("-h, --help", wording("显示帮助", "Show help information.")))
    parts.append(section(wording("选项：", "OPTIONS:"), options))
    let subcommands = command.visibleSubcommands
    if !subcommands.isEmpty {
      parts.append(
        section(wording("命令：", "SUBCOMMANDS:"), rows(subcommands)))
      let one = "\(commandPath) \(wording("<命令>", "<subcommand>")) --help"
      parts.append(wrap(wording("查看某个命令：", "See one command with: ") + one, indent: 0))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  var commandPath: String { CommandPath(path).text }

  private func usage(_ command: any ParsableCommand.Type, _ arguments: ArgumentSet) -> String {
    var words = [commandPath]
    for definition in arguments.named {
      let value = definition.isFlag ? "" : " <\(definition.valueName)>"
      let word = "\(definition.displayName)\(value)"
      words.append(definition.isRequired ? word : "[\(word)]\(definition.isRepeating ? "…" : "")")
    }
    for definition in arguments.positionals {
      let word = "<\(definition.valueName)>\(definition.isRepeating ? "…" : "")"
      words.append(definition.isRequired ? word : "[\(word)]")
    }
    if !command.configuration.subcommands.isEmpty { words.append(wording("<命令>", "<subcommand>")) }
    // An option and its value stay together.
    let pieces = words.flatMap { [$0, " "] }.dropLast()
    return wrap(Array(pieces), indent: 8)
  }

  private func rows(_ subcommands: [any ParsableCommand.Type]) -> [(String, String)] {
    var rows: [(String, String)] = []
    for subcommand in subcommands { rows.append((subcommand.name, subcommand.configuration.abstract)) }
    return rows
  }

  private func label(_ definition: ArgumentDefinition) -> String {
    let names = definition.names.joined(separator: ", ")
    return definition.isFlag ? names : "\(names) <\(definition.valueName)>"
  }

  private func describe(_ definition: ArgumentDefinition) -> String {
    var text = definition.help.abstract
    if !definition.allowed.isEmpty {
      text += wording("（取值：", " (values: ") + definition.allowed.joined(separator: ", ") + wording("）", ")")
    }
    if let value = definition.defaultDescription, !value.isEmpty {
      text += wording("（默认：", " (default: ") + value + wording("）", ")")
    }
    return text
  }

  private func section(_ title: String, _ rows: [(String, String)]) -> String {
    let column = 26
    let lines = rows.map { label, text in
      let head = "  " + label
      let body = wrap(text, indent: column)
      guard TextColumns.width(head) < column - 1 else {
        return head + "\n" + String(repeating: " ", count: column) + body
      }
      return head + String(repeating: " ", count: column - TextColumns.width(head)) + body
    }
    return ([title] + lines).joined(separator: "\n")
  }

  /// The line ends of the text stay; an indented line goes on indented.
  private func wrapParagraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }.count
      return String(line.prefix(indent)) + wrap(String(line.dropFirst(indent)), indent: indent)
    }.joined(separator: "\n")
  }

  /// Breaks text so that it fits the columns; the lines after the first are indented.
  private func wrap(_ text: String, indent: Int) -> String {
    wrap(TextColumns.pieces(text), indent: indent)
  }

  private func wrap(_ pieces: [String], indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    var width = indent
    for piece in pieces {
      let size = TextColumns.width(piece)
      if width + size > columns, !line.isEmpty {
        lines.append(line.last == " " ? String(line.dropLast()) : line)
        line = piece == " " ? "" : piece
        width = indent + TextColumns.width(line)
      } else {
        line += piece
        width += size
      }
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

/// Widths in a terminal, where a Chinese character takes two columns.
enum TextColumns {
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Pieces between which a line may be broken: words of Latin script whole, Chinese characters one by one.
  static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var word = ""
    for character in text {
      let isBreakable = character == " " || character.unicodeScalars.contains(where: isWide)
      if isBreakable {
        if !word.isEmpty { pieces.append(word) }
        word = ""
        pieces.append(String(character))
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { pieces.append(word) }
    return pieces
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
