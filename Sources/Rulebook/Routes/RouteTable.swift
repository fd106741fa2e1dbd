public import Casework

/// How each route is worked: one row for every route code there is.
public struct RouteTable: Sendable, Hashable {
  /// In the order of ``RouteCode``'s cases.
  public let rows: [RouteAssignment]

  /// `nil` where a route is missing.
  public init?(_ rows: [RouteAssignment]) {
    let sorted = RouteCode.allCases.compactMap { code in rows.first { $0.route == code } }
    guard sorted.count == RouteCode.allCases.count else { return nil }
    self.rows = sorted
  }

  /// Every route has a row, and the rows stand in the order of the codes.
  public subscript(route: RouteCode) -> RouteAssignment {
    rows[RouteCode.allCases.firstIndex(of: route) ?? 0]
  }
}
