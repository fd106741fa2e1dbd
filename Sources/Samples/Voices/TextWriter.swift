/// Fills phrases with a matter, a speaker and a day, and puts them on paper.
struct TextWriter {
  let grammar: Grammar
  var random: Randomness
  var ink = Ink()
  let today: Day

  var scenario: Scenario
  var place: Place
  var speaker: Speaker
  /// How many days ago the matter began.
  var since: Int
  /// The last day named in a course of events.
  var cursor: Day
  /// How many days lie between two events.
  var stride = 6
  /// Events told so far, and numbered points begun.
  var events = 0
  /// About how many events are to be told.
  var eventsPlanned = 2
  var isDated = false
  var points = 0
  var isPointDue = false
  /// General lines that this text has already, so that none comes twice.
  private var used: [UInt8]
  /// How this writer puts dates.
  var dateManner = Day.Manner.plain
  var amount = 0
  /// The number under which the same was reported before.
  var earlierOrder: String?
  var decision: Day
  var receipt: Day
  /// Rendered variables of the scenario, kept for the whole matter.
  var variables: [[UInt8]?]
  var namesPlace = false
  var namesTown = false
  /// What is left of the scenario's replies and aftermaths for this text.
  var replies: [Int] = []
  var aftermaths: [Int] = []

  init(grammar: Grammar, random: Randomness, today: Day, scenario: Scenario, place: Place, speaker: Speaker) {
    self.grammar = grammar
    self.random = random
    self.today = today
    self.scenario = scenario
    self.place = place
    self.speaker = speaker
    since = 30
    cursor = today - 30
    decision = today - 20
    receipt = today - 18
    variables = Array(repeating: nil, count: scenario.variables.count)
    used = Array(repeating: 0, count: grammar.generalCount)
    dateManner = Day.Manner.allCases.pick(&self.random)
  }

  /// Speaks of this matter.
  mutating func take(_ matter: Matter) {
    since = matter.since
    amount = matter.amount
    decision = matter.decision
    receipt = matter.receipt
    variables = matter.variables
  }

  mutating func write(_ phrase: Phrase) {
    switch phrase {
    case .text(let bytes): ink.add(bytes)
    case .sequence(let parts): for part in parts { write(part) }
    case .choice(let options): write(options.pick(&random))
    case .number(let range): ink.add(random.within(range))
    case .numeral(let range): ink.add(SmallNumbers.numeral(random.within(range), counting: true))
    case .money(let range): ink.add(SmallNumbers.money(range, &random))
    case .daysAgo(let range): ink.add(spoken(today - random.within(range)))
    case .clock(let range): ink.add(SmallNumbers.clock(range, &random))
    case .word(let index): write(grammar.words[index].pick(&random))
    case .variable(let index): write(variable: index)
    case .blank(let blank): write(blank)
    }
  }

  /// The value of a variable is settled by its first use and stays for the matter.
  private mutating func write(variable index: Int) {
    if let known = variables[index] {
      ink.add(known)
      return
    }
    var outer = Ink()
    swap(&outer, &ink)
    write(scenario.variables[index])
    swap(&outer, &ink)
    variables[index] = outer.bytes
    ink.add(outer.bytes)
  }

  /// A phrase written apart from the running text.
  mutating func apart(_ phrase: Phrase) -> String {
    var outer = Ink()
    swap(&outer, &ink)
    write(phrase)
    swap(&outer, &ink)
    return outer.text
  }

  /// Settles all variables, so that several people speak of the same things.
  mutating func settleVariables() {
    for index in variables.indices where variables[index] == nil {
      var outer = Ink()
      swap(&outer, &ink)
      write(variable: index)
      swap(&outer, &ink)
    }
  }

  /// Whether the general line of this number may be used (once more), which it is then.
  mutating func mayUse(_ number: Int, atMost uses: Int) -> Bool {
    guard used[number] < uses else { return false }
    used[number] += 1
    return true
  }

  /// The matter began this many days ago: what is told of it comes after. Later dates of that sort change nothing.
  mutating func begin(daysAgo days: Int) {
    guard !isDated, events == 0 else { return }
    isDated = true
    cursor = today - days
    stride = max(1, (days - 1) / (eventsPlanned + 2))
  }

  /// Whether a further event can be dated before today.
  var hasTimeLeft: Bool { cursor + 1 < today }
}
