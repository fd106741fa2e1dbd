import ArgumentParser
import Casework
import Foundation

/// The language in which the commands speak of themselves: that of the process's locale.
enum Speech {
  @TaskLocal static var language = Language(environment: ProcessInfo.processInfo.environment)

  /// Runs `body` with everything said in a language.
  static func speaking<Result>(_ language: Language, _ body: () throws -> Result) rethrows -> Result {
    try $language.withValue(language) {
      try ParserLanguage.$current.withValue(language == .english ? .english : .chinese) { try body() }
    }
  }
}

/// The sentence in the language of the commands.
func spoken(_ zh: String, _ en: String) -> String { Speech.language == .english ? en : zh }

extension Bilingual {
  /// The sentence in the language of the commands.
  var spoken: String { self[Speech.language] }
}

extension ArgumentHelp {
  /// Help in both languages, and what the value is called.
  init(_ zh: String, _ en: String, value: Bilingual? = nil) {
    self.init(spoken(zh, en), valueName: value?.spoken)
  }
}

extension CommandConfiguration {
  /// A command that describes itself in both languages.
  init(
    _ name: String, _ abstract: Bilingual, discussion: Bilingual = Bilingual("", ""), version: String = "",
    subcommands: [any ParsableCommand.Type] = [], defaultSubcommand: (any ParsableCommand.Type)? = nil,
    aliases: [String] = []
  ) {
    self.init(
      commandName: name, abstract: abstract.spoken, discussion: discussion.spoken, version: version,
      subcommands: subcommands, defaultSubcommand: defaultSubcommand, aliases: aliases)
  }
}
