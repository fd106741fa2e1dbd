import Testing

@testable import ArgumentParser

@Suite struct DescribingTests {
  @Test(arguments: [40, 60, 100], [ParserLanguage.chinese, .english])
  func helpFitsItsColumns(columns: Int, language: ParserLanguage) {
    ParserLanguage.$current.withValue(language) {
      for path: [any ParsableCommand.Type] in [
        [Ship.self], [Ship.self, Load.self], [Ship.self, Crew.self, CrewHire.self],
      ] {
        let help = HelpGenerator(path: path, columns: columns).text
        for line in help.split(separator: "\n") where line.contains(" ") {
          #expect(TextColumns.width(String(line)) <= columns, "\(line)")
        }
      }
    }
  }

  @Test func helpTellsWhatThereIs() {
    ParserLanguage.$current.withValue(.english) {
      let help = HelpGenerator(path: [Ship.self, Load.self], columns: 100).text
      for part in [
        "USAGE: ship load", "<cargo>", "[<thing>…]", "-c, --colour <colour>", "(values: red, green, blue)",
        "(default: red)", "--mark <mark>", "-v, --verbose", "--decks <decks>", "(default: 3)", "--version",
      ] {
        #expect(help.contains(part), "\(part)")
      }
      let root = Ship.helpMessage(columns: 100)
      #expect(root.contains("load ") && root.contains("crew ") && !root.contains("hidden"))
    }
  }

  @Test func theDescriptionHasEveryVisibleCommand() {
    let ship = CommandDescription.describe(Ship.self)
    #expect(ship.subcommands.map(\.path) == ["ship load", "ship crew"])
    #expect(ship.subcommands[1].subcommands.map(\.path) == ["ship crew show", "ship crew hire"])
    let load = ship.subcommands[0]
    #expect(
      load.arguments.map(\.label) == [
        "--decks <decks>", "-v, --verbose", "<cargo>", "<thing>", "-c, --colour <colour>", "--weight <weight>",
        "--mark <mark>", "--fragile",
      ])
    #expect(load.arguments.first { $0.label.contains("colour") }?.allowed == ["red", "green", "blue"])
  }

  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0), ("分流", "分留", 1),
  ])
  func distances(a: String, b: String, distance: Int) {
    #expect(Nearness.distance(a, b) == distance)
    #expect(Nearness.distance(b, a) == distance)
  }

  @Test func nothingFarIsSuggested() {
    #expect(Nearness.nearest(to: "xyz", in: ["load", "crew"]) == nil)
    #expect(Nearness.nearest(to: "crw", in: ["load", "crew"]) == "crew")
  }

  @Test(arguments: [
    ("DeadLetters", "dead-letters"), ("supervisionKey", "supervision-key"), ("a", "a"), ("A_b", "a-b"), ("", ""),
  ])
  func namesOfPropertiesBecomeNamesOfOptions(property: String, option: String) {
    #expect(property.dashed == option)
  }
}
