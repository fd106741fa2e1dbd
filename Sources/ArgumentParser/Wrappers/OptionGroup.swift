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

  func definitions(property: String) -> [ArgumentDefinition] {
    ArgumentSet(of: storage.value).definitions
  }
}
