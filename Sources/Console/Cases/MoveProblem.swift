import Casebook
import Casework
import Formats
import HTTPServer

extension MoveRefusal {
  /// A refusal of the request is 400; one because of the case's state is 409 and names the steps that are open.
  func problem(_ casebook: Casebook, number: String) async throws -> ProblemDetails {
    if let problem = fieldProblem { return problem }
    let allowed = JSONValue.array(CaseSteps.open(to: try await casebook.caseFile(number)).map(CaseJSON.transition))
    var extensions = [wordingMember, ProblemDetails.Extension(name: "allowed", json: allowed.bytes)]
    if case .guards(_, let failed) = self {
      let guards = JSONValue.array(
        failed.map { ["wording": JSONValue($0.wording), "basis": JSONValue($0.basis)] })
      extensions.append(.init(name: "guards", json: guards.bytes))
    }
    return ProblemDetails(
      .conflict, type: "urn:fenliu:problem:step", title: "不能办理这一步 / step refused",
      detail: "\(wording.zh) / \(wording.en)", extensions: extensions)
  }

  /// The problem with a field of the request, where that is what was refused.
  var fieldProblem: ProblemDetails? {
    guard let (pointer, rule) = place else { return nil }
    let words = "\(wording.zh) / \(wording.en)"
    var extensions = [wordingMember]
    if case .clock(let refusal) = self {
      extensions.append(.init(name: "rule", json: JSONValue.string(refusal.rule).bytes))
      extensions.append(.init(name: "article", json: JSONValue(refusal.article).bytes))
    }
    return ProblemDetails(
      .badRequest, type: "urn:fenliu:problem:refused", title: "请求被拒绝 / refused", detail: words,
      errors: [.init(pointer: pointer, rule: rule, detail: words)], extensions: extensions)
  }

  /// Where in the request the fault is, and which rule it breaks; `nil` where the case's state is the reason.
  private var place: (pointer: String, rule: String)? {
    switch self {
    case .notAllowed, .awaitsConfirmation, .closed, .overtaken, .guards, .laterImpossible: nil
    case .role: ("/role", "role")
    case .datum(let datum): ("/data/\(datum.name)", "datum")
    case .day(let fault, _, _): ("/day", fault.rawValue)
    case .clock(let refusal): ("/data", refusal.reason.rawValue)
    case .emptyField(let field): ("/\(field.replacing(".", with: "/"))", "required")
    case .tooLong(let field, _): ("/\(field)", "too-long")
    case .badRoute: ("/data/route", "route")
    case .badLink: ("/data", "link")
    case .notCorrectable: ("/corrects", "not-correctable")
    case .ownApproval: ("/approver", "own-approval")
    }
  }

  /// The words in each language, for a client that speaks one.
  private var wordingMember: ProblemDetails.Extension {
    .init(name: "wording", json: JSONValue(wording).bytes)
  }
}
