/// A value known by its place.
@propertyWrapper
public struct Argument<Value>: ArgumentProperty {
  let storage: Storage<Value>
  let help: ArgumentHelp?
  let completion: CompletionKind?
  let reader: ValueReader<Value>

  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.give(newValue) }
  }

  func definitions(property: String) -> [ArgumentDefinition] {
    [reader.definition(.positional, property: property, help: help, completion: completion, storage: storage)]
  }
}

extension Argument where Value: ExpressibleByArgument {
  public init(wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
    self.init(storage: Storage(wrappedValue), help: help, completion: completion, reader: .single)
  }

  /// Without a default the argument has to be given.
  public init(help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
    self.init(storage: Storage(nil), help: help, completion: completion, reader: .single)
  }
}

extension Argument {
  public init<Wrapped: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == Wrapped? {
    self.init(storage: Storage(.some(nil)), help: help, completion: completion, reader: .optional())
  }

  /// Any number of values, at least one unless a default is given.
  public init<Element: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [Element] {
    self.init(storage: Storage(nil), help: help, completion: completion, reader: .array())
  }

  public init<Element: ExpressibleByArgument>(
    wrappedValue: [Element], help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [Element] {
    self.init(storage: Storage(wrappedValue), help: help, completion: completion, reader: .array())
  }
}
