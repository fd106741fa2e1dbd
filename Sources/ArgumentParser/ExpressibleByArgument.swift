/// A type that can be read from one word of the command line.
public protocol ExpressibleByArgument {
  init?(argument: String)
  /// How a default value is shown in the help.
  var defaultValueDescription: String { get }
  /// Every word that is allowed, where they can be counted.
  static var allValueStrings: [String] { get }
}

extension ExpressibleByArgument {
  public var defaultValueDescription: String { "\(self)" }
  public static var allValueStrings: [String] { [] }
}

extension ExpressibleByArgument where Self: CaseIterable {
  public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
  public init?(argument: String) {
    guard let value = RawValue(argument: argument) else { return nil }
    self.init(rawValue: value)
  }

  public var defaultValueDescription: String { rawValue.defaultValueDescription }
}

extension String: ExpressibleByArgument {
  public init?(argument: String) { self = argument }
}

extension Int: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Int64: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension UInt64: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Double: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
