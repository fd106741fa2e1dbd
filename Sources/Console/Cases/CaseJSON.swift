public import Casebook
import Casework
public import Formats
public import Messages

/// Cases as JSON, the same over HTTP and from the command line.
public enum CaseJSON {
  /// A case in a list; of a sealed one nothing but number, docket, state and times (信访工作条例第30条).
  public static func summary(_ summary: CaseSummary) -> JSONValue {
    summary.isSealed ? sealed(summary) : open(summary)
  }

  private static func open(_ summary: CaseSummary) -> JSONValue {
    [
      "number": .string(summary.number), "registration": .string(summary.registration),
      "kind": .string(summary.kind.rawValue), "docket": .string(summary.docket.rawValue),
      "route": .string(summary.route.rawValue), "procedure": .string(summary.procedure),
      "state": .string(summary.state), "state_title": JSONValue(summary.stateTitle),
      "awaits_confirmation": .boolean(summary.awaitsConfirmation), "primary": .boolean(summary.isPrimary),
      "sealed": .boolean(summary.isSealed), "region": JSONValue(summary.region), "flags": JSONValue(summary.flags),
      "gate": .string(summary.gate), "confidence": .string(summary.confidence.rawValue),
      "words": JSONValue(summary.words.map(PersonalMask(parties: []).text)),
      "received_at": JSONValue(instant: summary.receivedAt), "opened_at": JSONValue(instant: summary.openedAt),
      "changed_at": JSONValue(instant: summary.changedAt), "closed_at": JSONValue(instant: summary.closedAt),
      "outcome": JSONValue(summary.outcome), "sequence": JSONValue(summary.sequence),
    ]
  }

  private static func sealed(_ summary: CaseSummary) -> JSONValue {
    [
      "number": .string(summary.number), "docket": .string(summary.docket.rawValue),
      "state": .string(summary.state), "state_title": JSONValue(summary.stateTitle), "sealed": true,
      "received_at": JSONValue(instant: summary.receivedAt), "opened_at": JSONValue(instant: summary.openedAt),
      "changed_at": JSONValue(instant: summary.changedAt), "closed_at": JSONValue(instant: summary.closedAt),
      "sequence": JSONValue(summary.sequence),
    ]
  }

  /// Everything about a case, as far as the mask lets it be seen.
  ///
  /// - Parameter opened: what the supervision office's key opened; without it a sealed case stays as short as in a list.
  public static func file(_ file: CaseFile, opened: [JSONValue], mask: PersonalMask) -> JSONValue {
    guard !file.summary.isSealed || !opened.isEmpty, case .object(var members) = open(file.summary) else {
      return summary(file.summary)
    }
    members += [
      .init("source", .string(file.key.source)), .init("external_id", .string(file.key.externalID)),
      .init("channel", .string(file.channel.rawValue)), .init("registered_at", JSONValue(instant: file.registeredAt)),
      .init("repetitions", JSONValue(file.repetitions)), .init("siblings", JSONValue(file.siblings)),
      .init("previous", JSONValue(file.previous)), .init("list_version", .string(file.listVersion)),
      .init("excerpt", JSONValue(file.excerpt.map(mask.text))),
      .init("decision", decision(file.decision, mask)), .init("parties", .array(file.parties.map { party($0, mask) })),
      .init("history", .array(file.events.map { event($0, mask) })),
      .init("outcome_detail", outcome(file.outcome)),
      .init("data", fields(file.data, mask)), .init("assignee", JSONValue(file.assignee)),
      .init("clocks", .array(file.clocks.map(ClockJSON.clock))),
      .init(
        "links", .array(file.links.map { ["kind": .string($0.kind.rawValue), "number": .string($0.number)] })),
      .init("allowed", .array(CaseSteps.open(to: file).map(transition))),
      .init("submission", (try? JSONValue(parsing: file.submission)).map(mask.json) ?? .null),
    ]
    if !opened.isEmpty { members.append(.init("opened", .array(opened.map(mask.json)))) }
    return .object(members)
  }

  /// How the route was decided and why.
  public static func decision(_ decision: RouteDecision, _ mask: PersonalMask) -> JSONValue {
    [
      "route": .string(decision.route.rawValue), "title": JSONValue(decision.route.title),
      "gate": .string(decision.gate), "confidence": .string(decision.confidence.rawValue),
      "reasons": .array(
        decision.reasons.map { reason in
          [
            "signal": .string(reason.signal), "field": .string(reason.field),
            "words": .string(mask.text(reason.words)), "offset": JSONValue(reason.offset),
          ]
        }),
      "articles": .array(
        decision.articles.map { ["text": .string($0.text), "standing": .string($0.standing.rawValue)] }),
      "flags": JSONValue(decision.flags), "secondary": JSONValue(decision.secondary.map(\.rawValue)),
      "confirm": JSONValue(decision.confirm),
    ]
  }

  private static func party(_ party: Party, _ mask: PersonalMask) -> JSONValue {
    [
      "role": .string(party.role.rawValue), "kind": .string(party.kind.rawValue),
      "name": JSONValue(party.name.map { mask.name($0, of: party.kind) }),
      "identity_number": JSONValue(party.identityNumber.map { mask.identityNumber($0, of: party.kind) }),
      "telephone": JSONValue(party.telephone.map(mask.telephone)),
      "address": JSONValue(party.address.map { mask.address($0, of: party.kind) }),
    ]
  }

  private static func event(_ event: CaseEvent, _ mask: PersonalMask) -> JSONValue {
    [
      "sequence": JSONValue(event.sequence), "event": .string(event.event), "from": JSONValue(event.from),
      "to": .string(event.to), "at": JSONValue(instant: event.at), "actor": .string(event.actor),
      "organ": JSONValue(event.organ), "reason": .string(mask.text(event.reason)), "basis": .string(event.basis),
      "data": fields(event.data, mask), "effects": effects(event.effects), "outcome": JSONValue(event.outcome),
      "previous_hash": .string(event.previousHash), "hash": .string(event.hash), "sealed": .boolean(event.isSealed),
    ]
  }

  private static func effects(_ effects: CaseEffects) -> JSONValue {
    (try? JSONValue(parsing: CaseEffectsCodec.text(effects))) ?? .null
  }

  private static func outcome(_ outcome: CaseOutcome?) -> JSONValue {
    guard let outcome else { return .null }
    return [
      "code": .string(outcome.code), "title": JSONValue(outcome.title), "detail": JSONValue(outcome.detail),
      "detail_title": outcome.detailTitle.map { JSONValue($0) } ?? .null,
    ]
  }

  private static func fields(_ fields: [ExtraField], _ mask: PersonalMask) -> JSONValue {
    .object(fields.map { JSONValue.Member($0.name, .string(mask.text($0.value))) })
  }

  /// A step that is open.
  static func transition(_ step: Transition) -> JSONValue {
    [
      "event": .string(step.event), "title": JSONValue(step.title), "to": .string(step.to),
      "roles": JSONValue(step.actors), "basis": .string(step.basis),
      "guards": .array(step.guards.map { ["wording": JSONValue($0.wording), "basis": JSONValue($0.basis)] }),
      "requires": .array(step.requires.map(datum)), "needs": .array(step.needs.map(datum)),
      "takes": .array(step.takes.map(datum)),
    ]
  }

  private static func datum(_ datum: RequiredDatum) -> JSONValue {
    ["name": .string(datum.name), "title": JSONValue(datum.title), "form": JSONValue(datum.form.wording)]
  }
}
