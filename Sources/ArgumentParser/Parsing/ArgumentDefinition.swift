/// One argument as parser and help know it.
struct ArgumentDefinition {
  enum Kind {
    case option([String])
    case flag([String])
    case positional

    /// The name of an option without its dashes.
    var baseName: String? {
      guard case .option(let names) = self, let name = names.last else { return nil }
      return String(name.drop { $0 == "-" })
    }
  }

  var kind: Kind
  var valueName: String
  var help: ArgumentHelp
  var isRequired: Bool
  var isRepeating: Bool
  var defaultDescription: String?
  var allowed: [String]
  var completion: CompletionKind
  /// Takes the value over; a flag gets an empty one.
  var take: (String) throws -> Void
  var wasGiven: () -> Bool

  var names: [String] {
    switch kind {
    case .option(let names), .flag(let names): names
    case .positional: []
    }
  }

  var isPositional: Bool {
    if case .positional = kind { true } else { false }
  }

  var isFlag: Bool {
    if case .flag = kind { true } else { false }
  }

  /// How a person would call it.
  var displayName: String { names.last ?? "<\(valueName)>" }
}

/// How words become a value of a wrapper.
struct ValueReader<Value> {
  var isRepeating: Bool
  var allowed: [String]
  var describeDefault: (Value) -> String?
  /// What came so far, and the next word; `nil` when the word is no value.
  var read: (Value?, String) -> Value?

  func definition(
    _ kind: ArgumentDefinition.Kind, property: String, help: ArgumentHelp?, completion: CompletionKind?,
    storage: Storage<Value>
  ) -> ArgumentDefinition {
    let valueName = help?.valueName ?? kind.baseName ?? property.dashed
    let name =
      switch kind {
      case .option(let names), .flag(let names): names.last ?? valueName
      case .positional: "<\(valueName)>"
      }
    let (read, allowed, isRepeating) = (read, allowed, isRepeating)
    return ArgumentDefinition(
      kind: kind, valueName: valueName, help: help ?? ArgumentHelp(), isRequired: !storage.isFilled,
      isRepeating: isRepeating, defaultDescription: storage.present.flatMap(describeDefault), allowed: allowed,
      completion: completion ?? (allowed.isEmpty ? .default : .list(allowed)),
      take: { word in
        // The first word given replaces a default; further ones are added.
        guard let value = read(storage.wasGiven ? storage.present : nil, word) else {
          throw ParserError.invalidValue(word, argument: name, allowed: allowed)
        }
        if storage.wasGiven, !isRepeating { throw ParserError.repeated(name) }
        storage.give(value)
      }, wasGiven: { storage.wasGiven })
  }
}

extension ValueReader where Value: ExpressibleByArgument {
  static var single: ValueReader {
    ValueReader(
      isRepeating: false, allowed: Value.allValueStrings, describeDefault: { $0.defaultValueDescription },
      read: { _, word in Value(argument: word) })
  }
}

extension ValueReader {
  static func optional<Wrapped: ExpressibleByArgument>() -> ValueReader where Value == Wrapped? {
    ValueReader(
      isRepeating: false, allowed: Wrapped.allValueStrings, describeDefault: { _ in nil },
      read: { _, word in Wrapped(argument: word).map { .some($0) } })
  }

  static func array<Element: ExpressibleByArgument>() -> ValueReader where Value == [Element] {
    ValueReader(
      isRepeating: true, allowed: Element.allValueStrings,
      describeDefault: { $0.isEmpty ? nil : $0.map(\.defaultValueDescription).joined(separator: " ") },
      read: { before, word in Element(argument: word).map { (before ?? []) + [$0] } })
  }
}

/// The arguments of a value, in the order in which its properties stand.
struct ArgumentSet {
  var definitions: [ArgumentDefinition]

  init(of value: Any) {
    definitions = Mirror(reflecting: value).children.flatMap { child -> [ArgumentDefinition] in
      guard let property = child.value as? any ArgumentProperty, let label = child.label else { return [] }
      return property.definitions(property: String(label.drop { $0 == "_" }))
    }
  }

  /// Validates the groups among the properties of a value.
  static func validateGroups(of value: Any) throws {
    for case let property as any ArgumentProperty in Mirror(reflecting: value).children.map(\.value) {
      try property.validate()
    }
  }

  var positionals: [ArgumentDefinition] { definitions.filter(\.isPositional) }
  var named: [ArgumentDefinition] { definitions.filter { !$0.isPositional } }
}
