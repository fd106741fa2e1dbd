import ArgumentParser

/// A command with one of everything.
struct Ship: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ship", abstract: "装运货物，一次一批；货物须先登记",
      discussion: "第一行\n  缩进的一行，很长很长：" + String(repeating: "长", count: 90),
      version: "7.8.9", subcommands: [Load.self, Crew.self, Hidden.self])
  }
}

enum Colour: String, CaseIterable, ExpressibleByArgument { case red, green, blue }

struct Shared: ParsableArguments {
  @Option(help: "how many decks") var decks: Int = 3
  @Flag(name: .shortAndLong, help: "say more") var verbose = false

  mutating func validate() throws {
    if decks < 0 { throw ValidationError("no negative decks") }
  }
}

struct Load: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(abstract: "load it", aliases: ["put"])
  }

  @OptionGroup var shared: Shared
  @Argument(help: "what", completion: .file()) var cargo: String
  @Argument(help: ArgumentHelp("more of it", valueName: "thing")) var more: [String] = []
  @Option(name: [.short, .long], help: "how it is painted") var colour: Colour = .red
  @Option(help: "weight in tons") var weight: Double?
  @Option(name: .customLong("mark"), help: "marks on it") var marks: [String] = []
  @Flag(help: "fragile") var fragile = false

  mutating func validate() throws {
    if fragile, weight ?? 0 > 10 { throw ValidationError("too heavy to be fragile") }
  }

  func run() throws {}
}

/// Its default subcommand takes what is none of its subcommands.
struct Crew: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "crew", abstract: "who sails", subcommands: [CrewShow.self, CrewHire.self],
      defaultSubcommand: CrewShow.self)
  }
}

struct CrewShow: ParsableCommand {
  static var configuration: CommandConfiguration { CommandConfiguration(commandName: "show", abstract: "show one") }

  @Argument() var name: String
  @Flag() var json = false

  func run() throws {}
}

struct CrewHire: AsyncParsableCommand {
  static var configuration: CommandConfiguration { CommandConfiguration(commandName: "hire", abstract: "hire one") }

  @Option() var name: String
  @Option() var rank: Colour

  mutating func run() async throws {}
}

struct Hidden: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "hidden", abstract: "not shown", shouldDisplay: false)
  }

  func run() throws {}
}
