/// A submission in the making from the cells of a table: one value for a field, as text, in any order.
///
/// Cells are judged by the same rules as JSON. What a table cannot say by structure it says in writing: several people
/// stand in one cell, parted by `；`, `;`, `、` or a new line, and the first name belongs to the first telephone.
public struct SubmissionDraft: Sendable {
  private var assembly: SubmissionAssembly
  private var taken: [SubmissionField] = []

  public init(kind: Submission.Kind, context: ValidationContext) {
    assembly = SubmissionAssembly(kind: kind, context: context)
  }

  /// Takes a cell. An empty one says nothing. Several cells for the text are put one under the other; of several for
  /// another field the first stands and the others are kept as extra fields, as is a field of another kind.
  public mutating func set(_ field: SubmissionField, _ cell: String) {
    set(field, utf8: cell.utf8Span.span)
  }

  /// Takes a cell as UTF-8, for which the caller vouches.
  public mutating func set(_ field: SubmissionField, utf8 cell: Span<UInt8>) {
    let range = FieldText.trimmed(cell)
    guard !range.isEmpty else { return }
    let value = cell.extracting(range)
    if field == .kind { return setKind(value) }
    guard field.belongs(to: assembly.kind) else { return assembly.keep(field.path, value) }
    guard !taken.contains(field) else { return setAgain(field, value) }
    taken.append(field)
    if let list = field.entryList {
      setEntries(field, list, value)
    } else if field == .request {
      setRequests(value)
    } else {
      assembly.take(field, value)
    }
  }

  /// Takes a cell of a column that has no field.
  public mutating func set(extra name: String, _ cell: String) {
    assembly.keep(extra: name, cell.utf8Span.span)
  }

  /// The submission, validated. The draft is spent thereafter.
  public mutating func finish() throws(Refusal) -> ReadSubmission {
    let submission = try assembly.finish()
    return ReadSubmission(
      submission: submission, hasExternalID: assembly.externalID != nil, hasReceivedAt: assembly.receivedAt != nil)
  }

  private mutating func setKind(_ value: Span<UInt8>) {
    if CodeWords.kind.find(value) != assembly.kind {
      assembly.faults.note(.unknownKind, "kind", limit: assembly.kind.rawValue)
    }
  }

  private mutating func setAgain(_ field: SubmissionField, _ value: Span<UInt8>) {
    guard field == .text, let above = assembly.text else { return assembly.keep(field.path, value) }
    let joined = above + "\n" + FieldText.string(value)
    assembly.take(.text, joined.utf8Span.span)
  }

  private mutating func setEntries(
    _ field: SubmissionField, _ list: SubmissionAssembly.EntryList, _ value: Span<UInt8>
  ) {
    let pieces = Self.pieces(value, partsAtEnumerationComma: !field.isAddress)
    for (index, piece) in pieces.enumerated() {
      while assembly.count(of: list) <= index {
        guard assembly.addEntry(to: list) != nil else { return }
      }
      if !piece.isEmpty { assembly.take(field, value.extracting(piece), at: index) }
    }
  }

  private mutating func setRequests(_ value: Span<UInt8>) {
    let pieces = Self.pieces(value, partsAtEnumerationComma: false)
    guard pieces.count <= SubmissionLimits.requests else {
      return assembly.faults.note(.tooMany, "requests", limit: String(SubmissionLimits.requests))
    }
    for (index, piece) in pieces.enumerated() { assembly.take(.request, value.extracting(piece), at: index) }
  }

  /// The ranges between separators, blanks at the end left out.
  /// - Parameter partsAtEnumerationComma: whether `、` separates too; in sentences and addresses it does not.
  private static func pieces(_ value: Span<UInt8>, partsAtEnumerationComma: Bool) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var from = 0
    var index = 0
    while index < value.count {
      let length = separatorLength(value, index, partsAtEnumerationComma)
      if length > 0 {
        pieces.append(from..<index)
        from = index + length
      }
      index += max(length, 1)
    }
    pieces.append(from..<value.count)
    while let last = pieces.last, FieldText.trimmed(value.extracting(last)).isEmpty { pieces.removeLast() }
    return pieces
  }

  private static func separatorLength(_ value: Span<UInt8>, _ index: Int, _ partsAtComma: Bool) -> Int {
    let byte = value[index]
    if byte == UInt8(ascii: ";") || byte == 0x0A { return 1 }
    guard index + 2 < value.count else { return 0 }
    switch (byte, value[index + 1], value[index + 2]) {
    case (0xEF, 0xBC, 0x9B): return 3
    case (0xE3, 0x80, 0x81): return partsAtComma ? 3 : 0
    default: return 0
    }
  }
}

extension SubmissionField {
  /// The list of which the field is a part of an entry.
  var entryList: SubmissionAssembly.EntryList? {
    switch self {
    case .attachment: .attachments
    case .against: .against
    case .party(let list, _): .parties(list)
    default: nil
    }
  }

  var isAddress: Bool {
    if case .party(_, .address) = self { return true }
    return false
  }
}
