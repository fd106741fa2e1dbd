/// Where a property wrapper keeps its value: shared by the copies of a command, because parsing writes through a mirror
/// of it.
final class Storage<Value> {
  private var parsed: Value?
  private(set) var wasGiven = false

  init(_ initial: Value?) { parsed = initial }

  var value: Value {
    guard let parsed else { preconditionFailure("an argument was read before the command was parsed") }
    return parsed
  }

  var isFilled: Bool { parsed != nil }

  func give(_ value: Value) {
    parsed = value
    wasGiven = true
  }

  /// The default, or what came so far.
  var present: Value? { parsed }
}

/// A property that describes itself to the parser.
protocol ArgumentProperty {
  func definitions(property: String) -> [ArgumentDefinition]
  /// Throws what only several arguments together can tell; see ``ParsableArguments/validate()``.
  func validate() throws
}

extension ArgumentProperty {
  func validate() throws {}
}
