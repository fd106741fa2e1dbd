/// The values that stood in a path where its route's pattern has names.
public struct PathParameters: Sendable, Equatable {
  private let values: [String: String]

  public init(_ values: [String: String] = [:]) {
    self.values = values
  }

  /// The decoded value of `{name}`; `nil` when the pattern has no such name.
  public subscript(name: String) -> String? {
    values[name]
  }

  /// The value of a name that the route's own pattern has.
  public func require(_ name: String) throws(ProblemDetails) -> String {
    guard let value = values[name] else { throw ProblemDetails(.notFound) }
    return value
  }
}
