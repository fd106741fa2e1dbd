extension Logger {
  /// The text of a statement; written as a string literal.
  public struct Message: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, Equatable, Sendable {
    private let value: String

    public init(stringLiteral value: String) { self.value = value }
  }
}

extension Logger.Message: CustomStringConvertible {
  public var description: String { value }
}
