import Formats

/// Fields that are left out when they are empty.
extension JSONWriter {
  mutating func field(_ name: StaticString, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    key(name)
    string(value)
  }

  /// A list of objects.
  mutating func list<Entry>(_ name: StaticString, _ entries: [Entry], _ write: (inout JSONWriter, Entry) -> Void) {
    guard !entries.isEmpty else { return }
    key(name)
    beginArray()
    for entry in entries {
      beginObject()
      write(&self, entry)
      endObject()
    }
    endArray()
  }

  mutating func strings(_ name: StaticString, _ values: [String]) {
    guard !values.isEmpty else { return }
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// An object of strings.
  mutating func fields(_ name: StaticString, _ fields: [ExtraField]) {
    guard !fields.isEmpty else { return }
    key(name)
    beginObject()
    for field in fields {
      key(text: field.name)
      string(field.value)
    }
    endObject()
  }
}
