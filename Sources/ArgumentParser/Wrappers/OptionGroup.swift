/// Arguments that several commands share.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: ArgumentProperty {
  private let storage: Storage<Value>

  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.give(newValue) }
  }

  public init() {
    storage = Storage(Value())
  }

  func validate() throws {
    var value = storage.value
    try ArgumentSet.validateGroups(of: value)
    try value.validate()
    storage.give(value)
  }

  func definitions(property: String) -> [ArgumentDefinition] {
    ArgumentSet(of: storage.value).definitions
  }
}
