/// A yes or no: there or not.
@propertyWrapper
public struct Flag<Value>: ArgumentProperty {
  let storage: Storage<Value>
  let name: NameSpecification
  let help: ArgumentHelp?
  let whenGiven: Value

  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.give(newValue) }
  }

  func definitions(property: String) -> [ArgumentDefinition] {
    let (storage, whenGiven) = (storage, whenGiven)
    return [
      ArgumentDefinition(
        kind: .flag(name.names(for: property)), valueName: "", help: help ?? ArgumentHelp(), isRequired: false,
        isRepeating: false, defaultDescription: nil, allowed: [], completion: .default,
        take: { _ in storage.give(whenGiven) }, wasGiven: { storage.wasGiven })
    ]
  }
}

extension Flag where Value == Bool {
  public init(wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    storage = Storage(wrappedValue)
    self.name = name
    self.help = help
    whenGiven = true
  }
}
