import Casework
import Formats
import Messages

extension SampleWriter {
  /// One line of JSON in the form of the published contract (`Topics/schemas/`), without its line end.
  public mutating func line(_ submission: SampleSubmission) -> ArraySlice<UInt8> {
    json.removeAll()
    json.beginObject()
    text("source", submission.source)
    text("external_id", submission.externalID)
    text("received_at", submission.receivedAt)
    text("channel", submission.channel.map(Self.channelCode))
    text("region", submission.region)
    text("place", submission.place)
    text("text", submission.text)
    switch submission.details {
    case .hotline(let hotline): write(hotline)
    case .reconsideration(let details): write(details)
    case .mediation(let details): write(details)
    }
    text("previous_number", submission.previousNumber)
    json.endObject()
    return json.slice
  }

  /// One line of the list of truths, without its line end.
  public mutating func line(_ truth: SampleTruth) -> ArraySlice<UInt8> {
    json.removeAll()
    json.beginObject()
    text("kind", truth.kind.rawValue)
    number("row", truth.row)
    text("external_id", truth.externalID)
    text("scenario", truth.scenario)
    list("routes", truth.routes.map(\.rawValue))
    list("flags", truth.flags)
    list("rules", truth.rules.map(\.rawValue))
    number("duplicate_of", truth.duplicateOf)
    number("conflict_with", truth.conflictWith)
    number("matter", truth.matter)
    number("person", truth.person)
    text("voice", truth.voice)
    json.endObject()
    return json.slice
  }

  /// The contract's code of a channel; a word that has none stays as it is.
  private static func channelCode(_ word: String) -> String {
    switch word {
    case "电话": "phone"
    case "微信": "wechat"
    case "网站": "web"
    case "APP": "app"
    case "来信": "letter"
    case "来访": "visit"
    case "转办": "transfer"
    default: word
    }
  }

  private mutating func write(_ hotline: SampleSubmission.Hotline) {
    text("matter", hotline.matter)
    json.key("caller")
    json.beginObject()
    text("disclosure", hotline.disclosure.rawValue)
    text("name", hotline.name)
    text("identity_number", hotline.identityNumber)
    text("telephone", hotline.telephone)
    json.endObject()
    if let against = hotline.against {
      json.key("against")
      json.beginArray()
      json.beginObject()
      text("name", against.name)
      text("kind", against.kind.rawValue)
      json.endObject()
      json.endArray()
    }
    number("people_count", hotline.peopleCount)
  }

  private mutating func write(_ details: ReconsiderationDetails) {
    people("applicants", details.applicants)
    if !details.representatives.isEmpty { people("representatives", details.representatives) }
    if let respondent = details.respondent {
      json.key("respondent")
      json.beginObject()
      text("name", respondent.name)
      text("code", respondent.code)
      json.endObject()
    }
    json.key("act")
    json.beginObject()
    text("kind", details.act.kind)
    text("document_number", details.act.documentNumber)
    text("made_on", details.act.madeOn)
    text("known_on", details.act.knownOn)
    text("summary", details.act.summary)
    json.endObject()
    list("requests", details.requests)
    if let compensation = details.compensation {
      json.key("compensation")
      json.beginObject()
      text("amount", compensation.amount)
      text("reason", compensation.reason)
      json.endObject()
    }
    if let review = details.attachedReview {
      json.key("attached_review")
      json.beginObject()
      text("document", review.document)
      text("reason", review.reason)
      json.endObject()
    }
    text("delivery", details.delivery?.rawValue)
  }

  private mutating func write(_ details: MediationDetails) {
    people("applicants", details.applicants)
    people("respondents", details.respondents)
    text("dispute_type", details.disputeType)
    text("amount", details.amount)
    text("wanted", details.wanted)
    text("requested_by", details.requestedBy.rawValue)
    text("consent", details.consent.rawValue)
  }

  private mutating func people(_ key: StaticString, _ people: [Person]) {
    json.key(key)
    json.beginArray()
    for person in people {
      json.beginObject()
      text("kind", person.kind.rawValue)
      text("name", person.name)
      text("identity_number", person.identityNumber)
      text("legal_representative", person.legalRepresentative)
      text("telephone", person.telephone)
      text("address", person.address)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func text(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    json.key(key)
    json.string(value)
  }

  private mutating func number(_ key: StaticString, _ value: Int?) {
    guard let value else { return }
    json.key(key)
    json.integer(value)
  }

  private mutating func list(_ key: StaticString, _ values: [String]) {
    json.key(key)
    json.beginArray()
    for value in values { json.string(value) }
    json.endArray()
  }
}
