import Formats

/// What is kept as it is: unknown fields, and the extra ones.
extension SubmissionParser {
  /// Keeps a field that the contract does not know: its text, or its JSON where it is no text.
  mutating func readUnknown(_ key: JSONString, in object: String? = nil) throws(JSONError) {
    if try reader.skipNull() { return }
    let name = reader.utf8(key)
    guard !FieldText.exceeds(name.span, SubmissionLimits.name),
      let cleaned = FieldText.clean(name.span, keepsLines: false).text
    else {
      assembly.faults.note(.fieldDropped, "extra", limit: String(SubmissionLimits.name))
      return try reader.skipValue()
    }
    try keep(object.map { "\($0).\(cleaned)" } ?? cleaned)
  }

  private mutating func keep(_ name: String) throws(JSONError) {
    guard name.unicodeScalars.count <= SubmissionLimits.name else {
      assembly.faults.note(.fieldDropped, "extra", limit: String(SubmissionLimits.name))
      return try reader.skipValue()
    }
    if try reader.peek() == .string {
      let string = try reader.string()
      let plain = reader.utf8(string)
      assembly.keep(name, plain.span)
    } else {
      let range = try reader.captureValue()
      keep(name, verbatim: range)
    }
  }

  mutating func readExtra() throws(JSONError) {
    if try reader.skipNull() { return }
    guard try reader.peek() == .object else { return try refuseType("extra", "object") }
    try reader.beginObject()
    var count = 0
    while let key = try reader.nextKey() {
      mark = key.range.lowerBound - 1
      count += 1
      guard count <= SubmissionLimits.extra else {
        if count == SubmissionLimits.extra + 1 {
          assembly.faults.note(.tooMany, "extra", limit: String(SubmissionLimits.extra))
        }
        try reader.skipValue()
        continue
      }
      try readExtraField(key)
      noteRefusal()
    }
  }

  private mutating func readExtraField(_ key: JSONString) throws(JSONError) {
    let name = reader.utf8(key)
    guard !FieldText.exceeds(name.span, SubmissionLimits.name) else {
      assembly.faults.note(.tooLong, "extra", limit: String(SubmissionLimits.name))
      return try reader.skipValue()
    }
    switch try reader.peek() {
    case .object, .array: return try refuseType("extra", "string, number, boolean")
    case .null: return try reader.null()
    case .number, .boolean: break
    case .string:
      let string = try reader.string()
      let plain = reader.utf8(string)
      guard !FieldText.exceeds(plain.span, SubmissionLimits.extraValue) else {
        return assembly.faults.note(.tooLong, "extra", limit: String(SubmissionLimits.extraValue))
      }
      return assembly.keep(FieldText.clean(name.span, keepsLines: false).text ?? "", plain.span)
    }
    let range = try reader.captureValue()
    keep(FieldText.clean(name.span, keepsLines: false).text ?? "", verbatim: range)
  }

  private mutating func keep(_ name: String, verbatim range: Range<Int>) {
    let bytes = bytes
    assembly.keep(name, bytes.span.extracting(range))
  }
}
