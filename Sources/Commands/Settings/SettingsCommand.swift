import ArgumentParser
import Casework
import Console
import Formats
import Rulebook

/// `fenliu settings`: every setting with its value and where that comes from.
struct SettingsCommand: TerminalCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "settings", Bilingual("列出全部设置：当前值、来源、类型、默认值", "list every setting: value, source, type, default"))
  }

  @OptionGroup var house: HouseOptions

  @Flag(help: ArgumentHelp("输出 JSON 数组", "print an array in JSON"))
  var json = false

  func run(on terminal: Terminal) async throws {
    let folder = try house.folder()
    let settings = try house.settings(folder)
    let sources = SettingSources(
      file: folder.settingsFile, environment: HouseOptions.environment, dataArgument: house.data)
    if json {
      let list = Settings.keys.map { Self.json($0, settings, sources.source(of: $0)) }
      return terminal.print(JSONValue.array(list).description)
    }
    for key in Settings.keys {
      for line in Self.lines(key, settings, sources.source(of: key), terminal) { terminal.print(line) }
    }
  }

  private static func lines(
    _ key: SettingKey, _ settings: Settings, _ source: SettingSource, _ terminal: Terminal
  ) -> [String] {
    let value = key.written(settings) ?? terminal.text("（空）", "(empty)")
    let head = "\(key.name) = \(value)  [\(terminal.text(source.wording))]"
    let standard = key.defaultValue ?? terminal.text("空", "empty")
    let details = [
      terminal.text(key.description),
      terminal.text(key.formWording) + terminal.text("；默认 ", "; default ") + standard
        + terminal.text("；变量 ", "; variable ") + key.variable,
    ]
    return TextWidth.wrap(TextWidth.printable(head), terminal.columns)
      + details.flatMap { TextWidth.wrap($0, terminal.columns - 4).map { "    " + $0 } }
  }

  private static func json(_ key: SettingKey, _ settings: Settings, _ source: SettingSource) -> JSONValue {
    [
      "key": .string(key.name), "value": JSONValue(key.written(settings)), "source": .string(source.code),
      "default": JSONValue(key.defaultValue), "optional": .boolean(key.isOptional),
      "variable": .string(key.variable), "form": JSONValue(key.formWording),
      "description": JSONValue(key.description),
    ]
  }
}
