import Casework
import Messages

/// Makes the submissions of a day, one after the other.
struct SampleMaker: Sendable {
  let grammar = Grammar.shared
  let today: Day
  let count: Int
  var random: Randomness
  var composer: Composer
  var guardian: TextGuard
  private var lengths: LengthPlan
  private var ordinary: Rota
  private var special: Rota
  private var applications: Rota
  private var disputes: Rota

  private let repeatPhase: Int
  private let conflictPhase: Int
  private var made = 0
  private var rows: [Submission.Kind: Int] = [:]
  private var matters = 0
  private var people = 0
  /// The latest hotline items that something may refer to.
  private var recent: [Recent] = []

  private struct Recent: Sendable {
    var item: SampleItem
    var matter: Matter
    var person: SamplePerson
  }

  init(_ day: SampleDay) {
    today = Day(iso: day.date) ?? Day(year: 2026, month: 11, day: 23)
    count = day.count
    random = Randomness(seed: day.seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(bitPattern: Int64(today.number)))
    composer = Composer(grammar: grammar)
    guardian = TextGuard(scenarios: grammar.scenarios.count)
    lengths = LengthPlan(&random)
    repeatPhase = random.below(Shares.everyRepeat)
    conflictPhase = random.below(Shares.everyConflict)
    let all = grammar.scenarios.enumerated().map { (index: $0.offset, scenario: $0.element) }
    func rota(_ random: inout Randomness, where wanted: (Scenario) -> Bool) -> Rota {
      Rota(
        all.filter { wanted($0.scenario) }.map { ($0.index, $0.scenario.weight, $0.scenario.longest) }, &random)
    }
    // Among the special ones, a route's share is divided among its scenarios by their weights.
    func sharesOfRoutes() -> [(index: Int, weight: Double, longest: Int)] {
      let chosen = all.filter { $0.scenario.forms.contains("hotline") && $0.scenario.routes.first != "hotline" }
      return chosen.map { entry in
        let route = entry.scenario.routes.first
        let whole = chosen.reduce(0) { $0 + ($1.scenario.routes.first == route ? $1.scenario.weight : 0) }
        let share = Shares.routes.first { $0.route == route }?.share ?? 1
        return (entry.index, entry.scenario.weight / whole * share, entry.scenario.longest)
      }
    }
    ordinary = rota(&random) { $0.forms.contains("hotline") && $0.routes.first == "hotline" }
    special = Rota(sharesOfRoutes(), &random)
    applications = rota(&random) { $0.forms.contains("reconsideration") }
    disputes = rota(&random) { $0.forms.contains("mediation") }
  }

  mutating func next() -> SampleItem? {
    guard made < count else { return nil }
    made += 1
    if made % Shares.everyRepeat == repeatPhase, let copy = copy(conflicting: false) { return copy }
    if made % Shares.everyConflict == conflictPhase, let copy = copy(conflicting: true) { return copy }
    switch random.below(1_000) {
    case ..<Shares.applications: return application()
    case ..<(Shares.applications + Shares.disputes): return dispute()
    default: return call()
    }
  }

  /// Thousandths of the day.
  enum Shares {
    static let applications = 60
    static let disputes = 60
    /// One in so many rows repeats an earlier one, and one in so many contradicts one.
    static let everyRepeat = 130
    static let everyConflict = 210
    /// Of the calls, those that belong to another route than the hotline's own.
    static let special = 148
    /// How those are divided.
    static let routes: [(route: String, share: Double)] = [
      ("reconsideration", 20), ("supervision", 14), ("mediation.people", 14), ("mediation.admin", 13),
      ("litsep.court", 14), ("litsep.police", 13), ("litsep.labor_arbitration", 11), ("litsep.procuratorate", 8),
      ("litsep.adjudication", 8), ("litsep.rural_land_arbitration", 7), ("litsep.commercial_arbitration", 7),
      ("petition", 12), ("clarify", 12), ("emergency", 10), ("not_accepted", 9), ("info_disclosure", 8),
    ]
  }

  // MARK: - Calls

  private mutating func call() -> SampleItem {
    let length = lengths.next()
    var again = false
    var follows: Recent?
    if random.chance(13), let earlier = recent.isEmpty ? nil : recent.pick(&random) {
      let scenario = grammar.scenarios[earlier.matter.scenario]
      if scenario.manner == .complaint, length > 60, length <= scenario.longest {
        follows = earlier
        again = random.chance(55)
      }
    }
    if let follows {
      var person = again ? follows.person : nextPerson()
      person.age = max(22, person.age)
      return hotline(length, matter: follows.matter, person: person, again: again ? follows.item : nil)
    }
    let isSpecial = random.below(1_000) < Shares.special
    let index = isSpecial ? special.next(length: length, &random) : ordinary.next(length: length, &random)
    var person = nextPerson()
    if random.chance(3), let earlier = recent.last(where: { $0.item.truth.row % 3 == 0 }) { person = earlier.person }
    return hotline(length, matter: nextMatter(index), person: person, again: nil)
  }

  private mutating func hotline(_ wanted: Int, matter: Matter, person: SamplePerson, again: SampleItem?) -> SampleItem {
    var matter = matter
    let scenario = grammar.scenarios[matter.scenario]
    // Short texts come out a little shorter than ordered.
    let length = min(wanted < 260 ? wanted * 104 / 100 : wanted, scenario.longest)
    var second: Int?
    if scenario.routes == ["hotline"], scenario.manner == .complaint, length > 110, again == nil, random.chance(7) {
      second = ordinary.next(length: 60, &random)
      if let other = second, other == matter.scenario || grammar.scenarios[other].manner != .complaint { second = nil }
    }
    let order = Composer.Order(scenario: matter.scenario, length: length, second: second, again: again != nil)
    let written = write(order, &matter, person, earlier: again?.submission.externalID)
    let row = nextRow(.hotline)
    var form = HotlineForm(
      today: today, received: received(), number: made, row: row, scenario: scenario, matter: matter, person: person,
      written: written)
    form.previous = again?.submission.externalID
    form.isBlank = random.below(1_000) < 4 && again == nil
    var item = form.item(&random)
    if let second { item.truth.routes += routes(grammar.scenarios[second]) }
    if second != nil { item.truth.flags.append("mixed") }
    if again != nil { item.truth.flags.append("repeat_caller") }
    if recent.count < 96 {
      recent.append(Recent(item: item, matter: matter, person: person))
    } else {
      recent[made % 96] = Recent(item: item, matter: matter, person: person)
    }
    return item
  }

  /// An earlier row once more, with the same content or with another under the same number.
  private mutating func copy(conflicting: Bool) -> SampleItem? {
    guard let earlier = recent.isEmpty ? nil : recent.pick(&random) else { return nil }
    guard earlier.item.truth.duplicateOf == nil, earlier.item.truth.conflictWith == nil,
      !earlier.item.truth.flags.contains("no_text")
    else { return nil }
    var item = earlier.item
    item.truth.row = nextRow(.hotline)
    if conflicting {
      item.truth.conflictWith = earlier.item.truth.row
      item.submission.text += ["（补充：来电人又称情况加重，请尽快。）", "（更正：地点以来电人说明为准。）", "（补录回访要求。）"].pick(&random)
    } else {
      item.truth.duplicateOf = earlier.item.truth.row
    }
    return item
  }

  // MARK: - Forms

  private mutating func application() -> SampleItem {
    let length = lengths.next() * 5 / 4 + 40
    let index = applications.next(length: min(length, 900), &random)
    var matter = nextMatter(index)
    let person = nextPerson()
    let order = Composer.Order(
      scenario: index, length: min(length, grammar.scenarios[index].longest), form: .application)
    let written = write(order, &matter, person)
    let form = ApplicationForm(
      today: today, received: received(), number: made, row: nextRow(.reconsideration),
      scenario: grammar.scenarios[index], matter: matter, person: person, written: written)
    return form.item(&random)
  }

  private mutating func dispute() -> SampleItem {
    let length = lengths.next()
    let index = disputes.next(length: min(length, 900), &random)
    var matter = nextMatter(index)
    let person = nextPerson()
    let order = Composer.Order(
      scenario: index, length: min(max(length, 60), grammar.scenarios[index].longest), form: .dispute)
    let written = write(order, &matter, person)
    let other = nextPerson()
    let form = DisputeForm(
      today: today, received: received(), number: made, row: nextRow(.mediation),
      scenario: grammar.scenarios[index], matter: matter, person: person, other: other, written: written)
    return form.item(&random)
  }

  // MARK: - Writing

  /// Writes a text, anew as long as it is too near to an earlier one of its scenario.
  private mutating func write(
    _ order: Composer.Order, _ matter: inout Matter, _ person: SamplePerson, earlier: String? = nil
  ) -> Written {
    var order = order
    var tries = 0
    while true {
      let voice = Voice.choose(order, grammar.scenarios[order.scenario], &random)
      let speaker = Speaker(surname: person.surname, isFemale: person.isFemale, age: person.age, voice: voice)
      var writer = TextWriter(
        grammar: grammar, random: random, today: today, scenario: grammar.scenarios[order.scenario],
        place: matter.place, speaker: speaker)
      writer.take(matter)
      writer.earlierOrder = earlier
      composer.compose(order, &writer)
      let slips = order.form == .call && writer.random.chance(11)
      let bytes = Handwriting.apply(voice, slips: slips, to: writer.ink.bytes, &writer.random)
      random = writer.random
      tries += 1
      if guardian.accept(bytes, scenario: order.scenario, number: made, anyway: tries == 12) {
        matter.variables = writer.variables
        return Written(
          text: String(decoding: bytes, as: UTF8.self), voice: voice, namesTown: writer.namesTown, writer: writer)
      }
      if tries % 4 == 0 { order.length = min(order.length + 12, grammar.scenarios[order.scenario].longest) }
    }
  }

  private mutating func nextPerson() -> SamplePerson {
    people += 1
    return SamplePerson(id: people, today: today, &random)
  }

  private mutating func nextMatter(_ scenario: Int) -> Matter {
    matters += 1
    return Matter(id: matters, scenario: scenario, grammar.scenarios[scenario], today: today, &random)
  }

  private mutating func nextRow(_ kind: Submission.Kind) -> Int {
    rows[kind, default: 0] += 1
    return rows[kind, default: 1]
  }

  /// Seconds since midnight, later for later items, with the day's two peaks.
  private mutating func received() -> Int {
    let hours = [1, 1, 1, 1, 1, 1, 3, 5, 9, 12, 12, 9, 5, 6, 9, 11, 10, 7, 4, 3, 3, 2, 1, 1]
    let place = (made - 1) * 1_000 + random.below(1_000)
    var rest = place * hours.reduce(0, +)
    let whole = max(1, count) * 1_000
    for (hour, weight) in hours.enumerated() {
      if rest < weight * whole { return hour * 3_600 + rest * 3_600 / (weight * whole) }
      rest -= weight * whole
    }
    return 86_399
  }
}

/// What came out of writing.
struct Written {
  var text: String
  var voice: Voice
  /// Whether the text itself says in which town it is.
  var namesTown: Bool
  /// For the fields that need the same variables.
  var writer: TextWriter
}

/// The routes of a scenario as codes.
func routes(_ scenario: Scenario) -> [RouteCode] {
  scenario.routes.compactMap { RouteCode(rawValue: $0) }
}
