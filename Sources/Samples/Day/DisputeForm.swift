import Messages

/// Fills a request for mediation around a text of the facts.
struct DisputeForm {
  let today: Day
  let received: Int
  let number: Int
  let row: Int
  let scenario: Scenario
  let matter: Matter
  let person: SamplePerson
  let other: SamplePerson
  let written: Written

  func item(_ random: inout Randomness) -> SampleItem {
    var fields = Fields(rules: [], flags: scenario.flags)
    var writer = written.writer
    var applicant = person.party(place: matter.place, detail: "\(matter.place.road)\(matter.place.number)号")
    applicant.telephone = fields.telephone(person.telephone, &random)
    switch random.below(10) {
    case 0: applicant.identityNumber = fields.identityNumber(person.identityNumber, &random)
    case 1..<4: applicant.identityNumber = nil
    default: break
    }
    let wanted = scenario[.demand].isEmpty ? nil : writer.apart(scenario[.demand].pick(&random))
    var amount: String? = scenario.amounts.upperBound > 1 && random.chance(75) ? String(matter.amount) : nil
    if amount != nil, random.chance(3) {
      amount = ["约\(matter.amount)", "待定", "\(matter.amount).555"].pick(&random)
      fields.rules.append(.amount)
    }
    let requested: MediationDetails.RequestedBy =
      [.party, .party, .party, .party, .court, .police, .petitionOffice, .hotline].pick(&random)
    let details = MediationDetails(
      applicants: [applicant], respondents: respondents(&fields, &writer, &random), disputeType: fact("纠纷", &writer),
      amount: amount, wanted: wanted, requestedBy: requested,
      consent: [.given, .unknown, .unknown, .unknown].pick(&random))
    let submission = SampleSubmission(
      kind: .mediation, source: "tiaojie.qingyuan", externalID: "TJ\(today.compact)\(10_000 + number)",
      receivedAt:
        "\(today.iso)T\(Day.two(received / 3_600)):\(Day.two(received / 60 % 60)):\(Day.two(received % 60))+08:00",
      channel: ["来访", "来访", "微信", "电话", "转办"].pick(&random), region: matter.place.countyCode,
      regionName: matter.place.countyName, place: matter.place.townName, text: written.text, previousNumber: nil,
      details: .mediation(details))
    return SampleItem(
      submission: submission,
      truth: SampleTruth(
        row: row, kind: .mediation, externalID: submission.externalID, scenario: scenario.id,
        routes: routes(scenario), flags: fields.flags, rules: fields.rules, duplicateOf: nil, conflictWith: nil,
        matter: matter.id, person: person.id, voice: written.voice.rawValue))
  }

  private func respondents(
    _ fields: inout Fields, _ writer: inout TextWriter, _ random: inout Randomness
  ) -> [Person] {
    if let name = fact("对方", &writer) {
      return [Person(kind: .legal, name: name)]
    }
    var second = Person(kind: .natural, name: other.formName)
    if random.chance(60) { second.telephone = fields.telephone(other.telephone, &random) }
    if random.chance(50) { second.address = "清远市\(matter.place.countyName)\(matter.place.townName)" }
    return [second]
  }

  private func fact(_ key: String, _ writer: inout TextWriter) -> String? {
    guard let fact = scenario.facts.first(where: { $0.key == key }) else { return nil }
    return writer.apart(fact.phrase)
  }
}
