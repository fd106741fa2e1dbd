import Casebook
import Casework
import HTTPServer

extension CaseFilter {
  /// The most cases of one answer.
  static let pageLimit = 500

  /// The filter that a query of `GET /v1/cases` asks for; throws a refusal that names the items that are wrong.
  init(_ query: QueryReader) throws(ProblemDetails) {
    var query = query
    let docket = query.choice("docket", of: Docket.self)
    let route = query.choice("route", of: RouteCode.self)
    let state = query.word("state")
    let region = query.value("region", rule: "region") { RegionCode($0)?.description }
    let isClosed = query.flag("closed")
    let awaits = query.flag("awaiting")
    let flag = query.word("flag")
    let registration = query.value("registration", rule: "number") { RegistrationNumber($0)?.text }
    let from = query.value("opened_from", rule: "date") { LocalDate($0) }
    let until = query.value("opened_until", rule: "date") { LocalDate($0) }
    let before = query.integer("before", in: 1...Int64.max)
    let limit = query.integer("limit", in: 1...Int64(Self.pageLimit))
    if let from, let until, until < from {
      query.refuse("opened_until", rule: "order", Bilingual("早于 opened_from", "is before opened_from"))
    }
    try query.finish()
    self.init(
      docket: docket, route: route, state: state, region: region, isClosed: isClosed, awaitsConfirmation: awaits,
      flag: flag, registration: registration, openedFrom: from?.start(),
      openedBefore: until?.adding(days: 1).start(), before: before, limit: limit.map(Int.init) ?? 50)
    // What a sealed case does not show cannot be asked for either.
    hidesSealed = region != nil || flag != nil || registration != nil || (route != nil && route != .supervision)
  }
}
