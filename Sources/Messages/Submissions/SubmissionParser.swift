import Casework
import Formats

/// Reads one submission from JSON by pulling: no value is held that is not kept. It is large, hence never copied.
struct SubmissionParser: ~Copyable {
  let bytes: [UInt8]
  var reader: JSONReader
  var assembly: SubmissionAssembly
  /// Where the value that is being read, or its key, begins.
  var mark = 0
  /// Where the first refused value began.
  private var refusedAt: Int?

  static let limits = JSONLimits(
    size: SubmissionLimits.record, depth: SubmissionLimits.depth, keysPerObject: SubmissionLimits.fields)

  init(_ bytes: [UInt8], kind: Submission.Kind, context: ValidationContext) throws(JSONError) {
    self.bytes = bytes
    reader = try JSONReader(bytes, limits: Self.limits)
    assembly = SubmissionAssembly(kind: kind, context: context)
  }

  var hasExternalID: Bool { assembly.externalID != nil }
  var hasReceivedAt: Bool { assembly.receivedAt != nil }

  mutating func read() throws(Refusal) -> Submission {
    do {
      try readWhole()
    } catch {
      throw Refusal(error)
    }
    do {
      return try assembly.finish()
    } catch {
      let place = reader.place(of: refusedAt ?? 0)
      throw Refusal(findings: error.findings, line: place.line, column: place.column)
    }
  }

  private mutating func readWhole() throws(JSONError) {
    try reader.beginObject()
    while let key = try reader.nextKey() {
      mark = key.range.lowerBound - 1
      try readField(key)
      noteRefusal()
    }
    try reader.finish()
  }

  mutating func noteRefusal() {
    if refusedAt == nil && !assembly.faults.refusals.isEmpty { refusedAt = mark }
  }

  // MARK: Fields

  private mutating func readField(_ key: JSONString) throws(JSONError) {
    guard let member = member(key, SubmissionMember.table) else { return try readUnknown(key) }
    switch member {
    case .kind: try readKind()
    case .extra: try readExtra()
    case .sealed:
      try readList("sealed", limit: SubmissionLimits.sealed) { p, index throws(JSONError) in try p.readSealed(index) }
    case .findings:
      try readList("findings", limit: SubmissionLimits.findingsRead) { p, index throws(JSONError) in
        try p.readFinding(index)
      }
    case .attachments: try readEntries(.attachments, PartWords.attachment) { .attachment($0) }
    case .field(let field) where field.belongs(to: assembly.kind): try readScalar(field, 0)
    case .caller where assembly.kind == .hotline:
      try readObject("caller", PartWords.caller) { .caller($0) }
    case .against where assembly.kind == .hotline: try readEntries(.against, PartWords.accused) { .against($0) }
    case .parties(let list) where SubmissionField.party(list, .name).belongs(to: assembly.kind):
      try readEntries(.parties(list), PartWords.party) { .party(list, $0) }
    case .respondent where assembly.kind == .reconsideration:
      try readObject("respondent", PartWords.organ) { .respondent($0) }
    case .act where assembly.kind == .reconsideration: try readObject("act", PartWords.act) { .act($0) }
    case .requests where assembly.kind == .reconsideration:
      try readList("requests", limit: SubmissionLimits.requests) { p, index throws(JSONError) in
        try p.readScalar(.request, index, mayBeNull: false)
      }
    case .compensation where assembly.kind == .reconsideration:
      try readObject("compensation", PartWords.compensation) { .compensation($0) }
    case .attachedReview where assembly.kind == .reconsideration:
      try readObject("attached_review", PartWords.review) { .attachedReview($0) }
    default: try readUnknown(key)
    }
  }

  func member<Meaning>(_ key: JSONString, _ table: WordTable<Meaning>) -> Meaning? {
    if key.isEscaped {
      let plain = reader.utf8(key)
      return table.find(plain.span)
    }
    return table.find(bytes.span.extracting(key.range))
  }

  private mutating func readScalar(_ field: SubmissionField, _ index: Int, mayBeNull: Bool = true) throws(JSONError) {
    switch try reader.peek() {
    case .string:
      let string = try reader.string()
      mark = string.range.lowerBound - 1
      if string.isEscaped {
        let plain = reader.utf8(string)
        assembly.take(field, plain.span, at: index)
      } else {
        take(field, string.range, index)
      }
    case .number where field.takesNumbers:
      let number = try reader.number()
      mark = number.range.lowerBound
      take(field, number.range, index)
    case .null where mayBeNull: try reader.null()
    default: try refuseType(field.path(at: index), field.takesNumbers ? "string, number" : "string")
    }
    noteRefusal()
  }

  private mutating func take(_ field: SubmissionField, _ range: Range<Int>, _ index: Int) {
    let bytes = bytes
    assembly.take(field, bytes.span.extracting(range), at: index)
  }

  /// The kind was read before; here it is only held against that.
  private mutating func readKind() throws(JSONError) {
    switch try reader.peek() {
    case .string:
      let string = try reader.string()
      let word = reader.utf8(string)
      if CodeWords.kind.find(word.span) != assembly.kind {
        assembly.faults.note(.unknownKind, "kind", limit: assembly.kind.rawValue)
      }
    case .null: try reader.null()
    default: try refuseType("kind", "string")
    }
  }

  mutating func refuseType(_ field: String, _ expected: String) throws(JSONError) {
    assembly.faults.note(.wrongType, field, limit: expected)
    noteRefusal()
    try reader.skipValue()
  }

  // MARK: Objects and lists

  private mutating func readObject<Part>(
    _ name: String, _ parts: WordTable<Part>, at index: Int? = nil, _ field: (Part) -> SubmissionField
  ) throws(JSONError) {
    if index == nil, try reader.skipNull() { return }
    guard try reader.peek() == .object else {
      return try refuseType(index.map { "\(name)[\($0)]" } ?? name, "object")
    }
    try reader.beginObject()
    while let key = try reader.nextKey() {
      mark = key.range.lowerBound - 1
      if let part = member(key, parts) {
        try readScalar(field(part), index ?? 0)
      } else {
        try readUnknown(key, in: index.map { "\(name)[\($0)]" } ?? name)
      }
    }
  }

  private mutating func readEntries<Part>(
    _ list: SubmissionAssembly.EntryList, _ parts: WordTable<Part>, _ field: (Part) -> SubmissionField
  ) throws(JSONError) {
    try readList(list.name, limit: list.limit) { parser, index throws(JSONError) in
      guard parser.assembly.addEntry(to: list) != nil else { return try parser.reader.skipValue() }
      try parser.readObject(list.name, parts, at: index, field)
    }
  }

  mutating func readList(
    _ name: String, limit: Int, _ read: (inout Self, Int) throws(JSONError) -> Void
  ) throws(JSONError) {
    if try reader.skipNull() { return }
    guard try reader.peek() == .array else { return try refuseType(name, "array") }
    try reader.beginArray()
    var index = 0
    while try reader.nextElement() {
      if index < limit {
        try read(&self, index)
      } else {
        if index == limit { assembly.faults.note(.tooMany, name, limit: String(limit)) }
        noteRefusal()
        try reader.skipValue()
      }
      index += 1
    }
  }
}
