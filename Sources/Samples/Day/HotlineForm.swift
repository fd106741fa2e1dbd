import Messages

/// Fills the fields of a hotline export, with the mistakes that such exports have.
struct HotlineForm {
  let today: Day
  /// Seconds since midnight.
  let received: Int
  let number: Int
  let row: Int
  let scenario: Scenario
  let matter: Matter
  let person: SamplePerson
  var written: Written
  var previous: String?
  /// The clerk saved the form without a text.
  var isBlank = false

  init(
    today: Day, received: Int, number: Int, row: Int, scenario: Scenario, matter: Matter, person: SamplePerson,
    written: Written
  ) {
    self.today = today
    self.received = received
    self.number = number
    self.row = row
    self.scenario = scenario
    self.matter = matter
    self.person = person
    self.written = written
  }

  func item(_ random: inout Randomness) -> SampleItem {
    var fields = Fields(rules: [], flags: scenario.flags)
    let time = fields.time(today, received, &random)
    var hotline = SampleSubmission.Hotline(
      matter: kind(&random), disclosure: .named, name: nil, telephone: nil, identityNumber: nil,
      against: against(), peopleCount: nil)
    caller(&hotline, &fields, &random)
    let region = fields.region(matter.place, written.namesTown, isUnclear: isUnclear, &random)
    let channel = written.voice.channel(&random)
    let submission = SampleSubmission(
      kind: .hotline, source: "hotline.qingyuan", externalID: "RX\(today.compact)\(100_000 + number)",
      receivedAt: time, channel: random.chance(3) ? nil : channel, region: region.code, regionName: region.name,
      place: random.chance(35) && !isUnclear && scenario.placeKind != .none ? place(&random) : nil,
      text: isBlank ? "" : written.text, previousNumber: previous, details: .hotline(hotline))
    if submission.regionName == nil, submission.place == nil { fields.rules.append(.placeMissing) }
    if hotline.disclosure == .named, hotline.name == nil { fields.rules.append(.missingName) }
    if hotline.disclosure != .anonymous, hotline.telephone == nil { fields.rules.append(.missingContact) }
    if isBlank {
      fields.flags = ["no_text"]
      fields.rules.append(.missingText)
    }
    return SampleItem(
      submission: submission,
      truth: SampleTruth(
        row: row, kind: .hotline, externalID: submission.externalID, scenario: scenario.id,
        routes: isBlank ? [] : routes(scenario), flags: fields.flags, rules: fields.rules, duplicateOf: nil,
        conflictWith: nil, matter: matter.id, person: person.id, voice: written.voice.rawValue))
  }

  /// A matter whose point is that the place is missing or stands twice gets no region.
  private var isUnclear: Bool { scenario.routes.first == "clarify" }

  private func kind(_ random: inout Randomness) -> String? {
    guard !scenario.kinds.isEmpty, !random.chance(4) else { return nil }
    return scenario.kinds[random.weighted(scenario.kinds.map(\.weight))].name
  }

  private func against() -> Accused? {
    guard let fact = scenario.facts.first(where: { $0.key == "对象" }) else { return nil }
    var writer = written.writer
    let kinds: [String: Accused.Kind] = [
      "机关": .organ, "人员": .official, "企业": .enterprise, "个人": .individual, "村": .village, "法院": .court, "公安": .police,
    ]
    let name = writer.apart(fact.phrase)
    let kind = scenario.facts.first { $0.key == "对象类" }.map { writer.apart($0.phrase) } ?? ""
    return Accused(name: name, kind: kinds[kind] ?? .unknown)
  }

  private func place(_ random: inout Randomness) -> String {
    var ink = Ink()
    PlaceWriting.write(matter.place, scenario.placeKind, first: true, &random, &ink)
    return ink.text
  }

  private func caller(
    _ hotline: inout SampleSubmission.Hotline, _ fields: inout Fields, _ random: inout Randomness
  ) {
    let sealed = scenario.routes.contains("supervision")
    let share = random.below(100)
    hotline.disclosure = share < (sealed ? 30 : 7) ? .anonymous : share < (sealed ? 75 : 15) ? .confidential : .named
    if hotline.disclosure == .anonymous { return }
    hotline.name = random.chance(4) ? nil : person.address(&random)
    hotline.telephone = fields.telephone(person.telephone, &random)
    if random.chance(9) { hotline.identityNumber = fields.identityNumber(person.identityNumber, &random) }
    if scenario.flags.contains("group") || random.chance(3) { hotline.peopleCount = random.within(5...120) }
  }
}
