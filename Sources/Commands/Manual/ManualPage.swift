import ArgumentParser
import Casework
import Rulebook

/// The manual page in roff with the macros of man(7), in the language of the commands.
struct ManualPage {
  private let root: CommandDescription
  private let version: String

  init(_ root: CommandDescription, version: String) {
    self.root = root
    self.version = version
  }

  var roff: String {
    var page = Roff()
    page.request(".TH \(root.path.uppercased()) 1 \"\" \"Fenliu \(version)\" \"\(spoken("分流手册", "Fenliu manual"))\"")
    // Chinese has no words to stretch the space between.
    page.request(".ad l")
    page.section(spoken("名称", "NAME"))
    page.text("\(root.path) - \(root.abstract)")
    page.section(spoken("用法", "SYNOPSIS"))
    page.request(".B \(root.path)")
    page.text(spoken("<命令> [<选项>]", "<command> [<options>]"))
    page.section(spoken("说明", "DESCRIPTION"))
    page.text(root.discussion)
    page.section(spoken("命令", "COMMANDS"))
    for command in root.subcommands { write(command, to: &page) }
    writeExit(to: &page)
    writeEnvironment(to: &page)
    writeFiles(to: &page)
    return page.source
  }

  private func write(_ command: CommandDescription, to page: inout Roff) {
    page.subsection(command.path)
    page.text(command.abstract)
    if !command.discussion.isEmpty {
      page.paragraph()
      page.text(command.discussion)
    }
    for argument in command.arguments {
      var help = argument.help
      if !argument.allowed.isEmpty { help += " (\(argument.allowed.joined(separator: ", ")))" }
      if let standard = argument.defaultDescription, !standard.isEmpty {
        help += spoken("（默认 \(standard)）", " (default \(standard))")
      }
      page.item(argument.label, help)
    }
    for subcommand in command.subcommands { write(subcommand, to: &page) }
  }

  private func writeExit(to page: inout Roff) {
    page.section(spoken("退出状态", "EXIT STATUS"))
    page.item("0", spoken("成功", "success"))
    page.item("1", spoken("失败、被拒绝，或核对不符", "something failed, was refused, or does not add up"))
    page.item("64", spoken("用法有误", "wrong usage"))
  }

  private func writeEnvironment(to page: inout Roff) {
    page.section(spoken("环境变量", "ENVIRONMENT"))
    page.item("LC_ALL, LC_MESSAGES, LANG", spoken("en… 为英文，其余为中文", "English where they say en…, else Chinese"))
    page.item("FENLIU_CONFIG", spoken("Config 文件夹", "the folder Config"))
    for key in Settings.keys {
      page.item(key.variable, "\(key.name): \(key.description.spoken)")
    }
  }

  private func writeFiles(to page: inout Roff) {
    page.section(spoken("文件", "FILES"))
    page.item("Config/fenliu.yaml", spoken("设置", "settings"))
    page.item(
      "Config/routing.yaml, routes.yaml, procedures/*.yaml",
      spoken("分流判定表、路径表、办理程序", "the decision list, the table of routes, the procedures"))
    page.item("Topics/*.yaml", spoken("主题", "topics"))
    page.item("data/", spoken("数据：案卷库、日志、密钥、本机套接字", "the data: Casebook, log, keys, local socket"))
  }
}

/// Writes roff line by line.
private struct Roff {
  private(set) var source = ""

  mutating func request(_ line: String) { source += line + "\n" }

  mutating func section(_ title: String) { request(".SH \(Self.escaped(title))") }

  mutating func subsection(_ title: String) { request(".SS \(Self.escaped(title))") }

  mutating func paragraph() { request(".PP") }

  mutating func item(_ label: String, _ text: String) {
    request(".TP")
    request("\\fB\(Self.escaped(label))\\fR")
    self.text(text)
  }

  /// Plain text; each of its lines stays a line of its own.
  mutating func text(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    for (index, line) in lines.enumerated() {
      if index > 0 { request(".br") }
      let escaped = Self.escaped(String(line))
      // A line that begins with one of these would be a request.
      request(escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped)
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      default:
        result.append(character)
        // A line may be broken after a Chinese character; roff knows only of blanks.
        if TextWidth.of(String(character)) == 2 { result += "\\:" }
      }
    }
    return result
  }
}
