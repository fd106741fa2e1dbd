/// A named value: `--name value` or `--name=value`.
@propertyWrapper
public struct Option<Value>: ArgumentProperty {
  let storage: Storage<Value>
  let name: NameSpecification
  let help: ArgumentHelp?
  let completion: CompletionKind?
  let reader: ValueReader<Value>

  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.give(newValue) }
  }

  func definitions(property: String) -> [ArgumentDefinition] {
    [
      reader.definition(
        .option(name.names(for: property)), property: property, help: help, completion: completion, storage: storage)
    ]
  }
}

extension Option where Value: ExpressibleByArgument {
  public init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) {
    self.init(storage: Storage(wrappedValue), name: name, help: help, completion: completion, reader: .single)
  }

  /// Without a default the option has to be given.
  public init(name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
    self.init(storage: Storage(nil), name: name, help: help, completion: completion, reader: .single)
  }
}

extension Option {
  public init<Wrapped: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == Wrapped? {
    self.init(storage: Storage(.some(nil)), name: name, help: help, completion: completion, reader: .optional())
  }

  public init<Element: ExpressibleByArgument>(
    wrappedValue: [Element], name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == [Element] {
    self.init(storage: Storage(wrappedValue), name: name, help: help, completion: completion, reader: .array())
  }
}
