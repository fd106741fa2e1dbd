import Casework

extension Rulebook {
  /// The rules as far as they can be read, with everything that is wrong in them.
  static func read(
    configFolder: String, topicsFolder: String, fieldPaths: [String: Set<String>], today: LocalDate?
  ) -> (rulebook: Rulebook?, faults: FaultList) {
    let faults = FaultCollector()
    let config = RuleFolder(path: configFolder, faults: faults)
    let laws = config.root("laws.yaml").map { Laws($0) } ?? Laws([])
    let roles = config.root("roles.yaml").map(RolesReader.read) ?? []
    let placed = self.procedures(config, laws, roles)
    let procedures = placed.map(\.procedure)
    let exclusivityReader = ExclusivityReader(procedures: procedures, words: LegalWords(laws: laws))
    let exclusivity = config.root("exclusivity.yaml").map(exclusivityReader.read) ?? Exclusivity()
    let routes = config.root("routes.yaml").flatMap(RoutesReader(procedures: procedures).read)
    let regions = config.root("regions.yaml").flatMap(RegionsReader.read)
    let organs = config.root("organs.yaml").map(OrgansReader.read) ?? []
    let lettersReader = LettersReader(
      procedures: Dictionary(procedures.map { ($0.id, $0) }) { first, _ in first },
      organs: Dictionary(organs.map { ($0.id, $0) }) { first, _ in first }, roles: Set(roles.map(\.id)), laws: laws)
    let letters = config.files(in: "letters").flatMap { name in
      config.root(name).map { lettersReader.read($0, name: Self.lastPart(name)) } ?? []
    }
    let mappingReader = MappingReader(fieldPaths: fieldPaths)
    let mappingFiles = config.files(in: "mappings").compactMap { name in
      config.root(name).flatMap { mappingReader.read($0, name: Self.lastPart(name)) }
    }
    let mappings = MappingJoiner(files: mappingFiles, faults: faults).join()
    let calendar = config.files(in: "calendar").compactMap { name in
      config.root(name).flatMap { CalendarReader.read($0, name: Self.lastPart(name)) }
    }
    if let today { CalendarCheck(calendar: calendar, folder: configFolder, faults: faults).run(today: today) }
    let deadlines = self.deadlines(config, asks: today != nil)
    let references = ProcedureReferences(deadlines: deadlines, letters: letters, faults: faults)
    placed.forEach(references.check)
    let topics = TopicsReader(folder: RuleFolder(path: topicsFolder, faults: faults)).read()
    let list = FaultList(faults.sorted)
    // Who checks the rules wants to hear of dates that nobody looked up; who works by them does not, each time.
    let warnings = list.warnings.filter { $0.rule != DeadlinesReader.unknownDates }
    guard let routes, let regions else { return (nil, list) }
    return (
      Rulebook(
        laws: laws, roles: roles, procedures: procedures, exclusivity: exclusivity, routes: routes, regions: regions,
        organs: organs,
        letters: letters, mappings: mappings, calendar: calendar, deadlines: deadlines, topics: topics,
        warnings: warnings), list
    )
  }

  private static func procedures(_ config: RuleFolder, _ laws: Laws, _ roles: [ProcedureRole])
    -> [PlacedProcedure]
  {
    let reader = ProcedureReader(laws: laws, roles: Set(roles.map(\.id)))
    var procedures: [PlacedProcedure] = []
    for name in config.files(in: "procedures") {
      guard let file = config.root(name), let placed = reader.read(file, name: lastPart(name)) else { continue }
      ProcedureCheck(placed: placed, faults: config.faults).run()
      procedures.append(placed)
    }
    return procedures
  }

  private static func deadlines(_ config: RuleFolder, asks: Bool) -> DeadlineTable {
    let grounds = config.root("grounds.yaml").map(GroundsReader.read) ?? []
    let reader = DeadlinesReader(groups: Set(grounds.map(\.group)), warnsOfUnknownDates: asks)
    let rules = config.files(in: "deadlines").flatMap { name in
      config.root(name).map { reader.read($0, name: lastPart(name)) } ?? []
    }
    DeadlineCheck.versions(rules, config.faults)
    return DeadlineTable(rules: rules.map(\.value), grounds: grounds)
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
