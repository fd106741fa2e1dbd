import Casework
import Messages

extension Submission {
  /// Who has a part in the matter, as the submission tells.
  var parties: [Party] {
    switch details {
    case .hotline(let details):
      return details.caller.party.map { [$0] } ?? []
        + details.against.map { Party(role: .accused, kind: $0.kind.partyKind, name: $0.name) }
    case .reconsideration(let details):
      return details.applicants.map { $0.party(.applicant) } + details.representatives.map { $0.party(.representative) }
        + (details.respondent.map { [Party(role: .respondent, kind: .organ, name: $0.name)] } ?? [])
    case .mediation(let details):
      return details.applicants.map { $0.party(.applicant) } + details.respondents.map { $0.party(.respondent) }
    }
  }
}

extension Caller {
  /// `nil` for somebody of whom nothing is known.
  fileprivate var party: Party? {
    guard name != nil || identityNumber != nil || telephone != nil || address != nil else { return nil }
    return Party(
      role: .caller, kind: .natural, name: name, identityNumber: identityNumber, telephone: telephone,
      address: address)
  }
}

extension Accused.Kind {
  fileprivate var partyKind: Party.Kind {
    switch self {
    case .organ, .court, .police: .organ
    case .official, .individual: .natural
    case .enterprise: .legal
    case .village: .organisation
    case .unknown: .unknown
    }
  }
}

extension Person {
  fileprivate func party(_ role: Party.Role) -> Party {
    let kind: Party.Kind =
      switch self.kind {
      case .natural: .natural
      case .legal: .legal
      case .organisation: .organisation
      }
    return Party(
      role: role, kind: kind, name: name, identityNumber: identityNumber, telephone: telephone, address: address)
  }
}
