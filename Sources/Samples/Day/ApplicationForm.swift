import Messages

/// Fills an application for reconsideration around a text of facts and reasons.
struct ApplicationForm {
  let today: Day
  let received: Int
  let number: Int
  let row: Int
  let scenario: Scenario
  let matter: Matter
  let person: SamplePerson
  let written: Written

  func item(_ random: inout Randomness) -> SampleItem {
    var fields = Fields(rules: [], flags: scenario.flags)
    var writer = written.writer
    let applicants = applicants(&fields, &random)
    var respondent: Organ? = Organ(name: fact("机关", &writer) ?? "")
    if random.chance(3) {
      respondent = nil
      fields.rules.append(.missingRespondent)
    }
    var act = ReconsiderationDetails.Act(
      kind: fact("行为", &writer), documentNumber: random.chance(8) ? nil : fact("文号", &writer),
      madeOn: scenario.traits.contains("no_decision") ? nil : matter.decision.iso,
      knownOn: random.chance(10) ? nil : matter.receipt.iso, summary: fact("摘要", &writer))
    if random.chance(2), act.madeOn != nil {
      act.madeOn = (matter.receipt + 1).iso
      if act.knownOn != nil { fields.rules.append(.dateOrder) }
    }
    var requests = scenario.facts.filter { $0.key == "请求" }.map { writer.apart($0.phrase) }
    if requests.count > 1, random.chance(45) { requests.removeLast() }
    if random.chance(3) {
      requests = []
      fields.rules.append(.missingRequest)
    }
    let compensation: ReconsiderationDetails.Compensation? =
      scenario.traits.contains("compensation") && random.chance(60)
      ? .init(amount: String(matter.amount), reason: fact("赔偿", &writer)) : nil
    let review: ReconsiderationDetails.AttachedReview? =
      random.chance(4) ? fact("附带", &writer).map { .init(document: $0, reason: "申请人认为该文件与上位法不一致") } : nil
    let details = ReconsiderationDetails(
      applicants: applicants, representatives: representative(applicants), respondent: respondent, act: act,
      requests: requests, compensation: compensation, attachedReview: review, delivery: delivery(&random))
    let channel = ["来访", "来信", "网站", "网站", "来访"].pick(&random)
    let submission = SampleSubmission(
      kind: .reconsideration, source: "fuyi.qingyuan", externalID: "FY\(today.compact)\(10_000 + number)",
      receivedAt:
        "\(today.iso)T\(Day.two(received / 3_600)):\(Day.two(received / 60 % 60)):\(Day.two(received % 60))+08:00",
      channel: channel, region: matter.place.countyCode, regionName: matter.place.countyName, place: nil,
      text: written.text, previousNumber: nil, details: .reconsideration(details))
    return SampleItem(
      submission: submission,
      truth: SampleTruth(
        row: row, kind: .reconsideration, externalID: submission.externalID, scenario: scenario.id,
        routes: routes(scenario), flags: fields.flags, rules: fields.rules, duplicateOf: nil, conflictWith: nil,
        matter: matter.id, person: person.id, voice: written.voice.rawValue))
  }

  private func applicants(_ fields: inout Fields, _ random: inout Randomness) -> [Person] {
    let address = "\(matter.place.road)\(matter.place.number)号"
    if scenario.traits.contains("business") || random.chance(8) {
      return [
        Person(
          kind: .legal,
          name: "清远市\(SmallPlaces.business(&random))",
          identityNumber: FictionalNumbers.creditCode(&random), legalRepresentative: person.formName,
          telephone: person.telephone, address: "清远市\(matter.place.countyName)\(matter.place.townName)\(address)")
      ]
    }
    var first = person.party(place: matter.place, detail: address)
    first.telephone = fields.telephone(person.telephone, &random)
    if random.chance(12) { first.identityNumber = fields.identityNumber(person.identityNumber, &random) }
    var all = [first]
    if first.telephone == nil, random.chance(50) {
      all[0].address = nil
      fields.rules.append(.missingContact)
    } else if random.chance(12) {
      for _ in 0..<random.within(1...6) {
        let other = SamplePerson(id: 0, today: today, &random)
        all.append(other.party(place: matter.place, detail: address))
      }
    }
    return all
  }

  /// More than five applicants act through representatives.
  private func representative(_ applicants: [Person]) -> [Person] {
    applicants.count > 5 ? Array(applicants.prefix(2)) : []
  }

  private func fact(_ key: String, _ writer: inout TextWriter) -> String? {
    guard let fact = scenario.facts.first(where: { $0.key == key }) else { return nil }
    return writer.apart(fact.phrase)
  }

  private func delivery(_ random: inout Randomness) -> ReconsiderationDetails.Delivery? {
    let ways: [ReconsiderationDetails.Delivery] = [
      .internet, .internet, .inPerson, .inPerson, .post, .oral, .viaPunishingAgency,
    ]
    return random.chance(5) ? nil : ways.pick(&random)
  }
}
