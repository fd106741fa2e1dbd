import Formats

/// What Fenliu adds itself: sealed parts and findings.
extension SubmissionParser {
  mutating func readSealed(_ index: Int) throws(JSONError) {
    let path = "sealed[\(index)]"
    var part = SealedPart(keyID: "", envelope: "")
    try readStrings(path, PartWords.sealed) { name, value in
      switch name {
      case .keyID: part.keyID = value
      case .envelope: part.envelope = value
      case .contentDigest: part.contentDigest = value.isEmpty ? nil : value
      }
    }
    if part.keyID.isEmpty || part.envelope.isEmpty {
      assembly.faults.note(.missingField, "\(path).\(part.keyID.isEmpty ? "key_id" : "envelope")")
    }
    assembly.volume += part.envelope.utf8.count
    assembly.sealed.append(part)
  }

  mutating func readFinding(_ index: Int) throws(JSONError) {
    let path = "findings[\(index)]"
    var field: String?
    var rule: String?
    var limit: String?
    try readStrings(path, PartWords.finding) { name, value in
      switch name {
      case .field: field = value
      case .rule: rule = value
      case .limit: limit = value.isEmpty ? nil : value
      }
    }
    guard let field, let rule else {
      return assembly.faults.note(.missingField, "\(path).\(field == nil ? "field" : "rule")")
    }
    // A rule that a later version of Fenliu added means nothing here.
    guard let known = Rule(rawValue: rule), known.severity == .finding else { return }
    assembly.faults.note(known, field, limit: limit)
  }

  /// Reads an object of short strings; a field that is not in the table is passed over.
  private mutating func readStrings<Part: RawRepresentable<String> & BoundedPart>(
    _ path: String, _ parts: WordTable<Part>, _ take: (Part, String) -> Void
  ) throws(JSONError) {
    guard try reader.peek() == .object else { return try refuseType(path, "object") }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      mark = key.range.lowerBound - 1
      guard let part = member(key, parts) else { continue }
      let kind = try reader.peek()
      guard kind == .string else {
        if kind != .null { try refuseType("\(path).\(part.rawValue)", "string") }
        continue
      }
      let string = try reader.string()
      let plain = reader.utf8(string)
      if FieldText.exceeds(plain.span, part.limit) {
        assembly.faults.note(.tooLong, "\(path).\(part.rawValue)", limit: String(part.limit))
      } else {
        take(part, FieldText.clean(plain.span, keepsLines: false).text ?? "")
      }
      noteRefusal()
    }
  }
}
