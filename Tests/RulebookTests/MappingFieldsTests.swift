import Messages
import Rulebook
import Testing

@Suite("Column mappings against the contract") struct MappingFieldsTests {
  @Test func nameFieldsThatSubmissionsHave() {
    var paths: [String: Set<String>] = [:]
    for kind in Submission.Kind.allCases {
      paths[kind.rawValue] = Set(SubmissionField.all.filter { $0.belongs(to: kind) }.map(\.path))
    }
    let list = Rulebook.check(
      configFolder: RepositoryRules.config, topicsFolder: RepositoryRules.topics, fieldPaths: paths)
    #expect(list.faults.map(\.description) == [])
  }

  /// The codes that a mapping gives are the contract's.
  @Test func giveCodesThatTheContractKnows() throws {
    let mapping = try #require(try RepositoryRules.load().mapping("default"))
    let codes: [(kind: String, field: String, known: Set<String>)] = [
      ("hotline", "channel", Set(Submission.Channel.allCases.map(\.rawValue))),
      ("hotline", "matter", Set(HotlineDetails.MatterKind.allCases.map(\.rawValue))),
      ("hotline", "caller.disclosure", Set(Caller.Disclosure.allCases.map(\.rawValue))),
      ("hotline", "against[].kind", Set(Accused.Kind.allCases.map(\.rawValue))),
      ("reconsideration", "applicants[].kind", Set(Person.Kind.allCases.map(\.rawValue))),
      ("reconsideration", "delivery", Set(ReconsiderationDetails.Delivery.allCases.map(\.rawValue))),
      ("mediation", "respondents[].kind", Set(Person.Kind.allCases.map(\.rawValue))),
      ("mediation", "requested_by", Set(MediationDetails.RequestedBy.allCases.map(\.rawValue))),
      ("mediation", "consent", Set(MediationDetails.Consent.allCases.map(\.rawValue))),
    ]
    for (kind, field, known) in codes {
      let given = Set(mapping.columns[kind, default: []].filter { $0.field == field }.flatMap(\.codes.values))
      #expect(given == known, "\(field)")
    }
  }
}
