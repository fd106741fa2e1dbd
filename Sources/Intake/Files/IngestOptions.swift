public import Messages
public import Rulebook

/// How a file is read.
public struct IngestOptions: Sendable {
  public var kind: Submission.Kind
  public var mapping: ColumnMapping
  /// The format; `nil`: told from the first bytes and the name.
  public var format: FileFormat?
  /// Rows that are registered in one step.
  public var batch: Int
  /// Bytes that a workbook may unpack to.
  public var unpackedLimit: Int
  /// What rows are judged by; asked for again and again, because it holds the time. It lets rows go without an external
  /// id.
  public var context: @Sendable () -> ValidationContext

  public init(
    kind: Submission.Kind, mapping: ColumnMapping, format: FileFormat? = nil, batch: Int = 1_000,
    unpackedLimit: Int = 1 << 30, context: @escaping @Sendable () -> ValidationContext
  ) {
    self.kind = kind
    self.mapping = mapping
    self.format = format
    self.batch = batch
    self.unpackedLimit = unpackedLimit
    self.context = context
  }
}

/// The formats that are read.
public enum FileFormat: String, Sendable, Hashable, CaseIterable {
  case csv
  case xlsx
  case jsonLines = "jsonl"

  /// What a file looks like: a workbook is a ZIP archive; a line of JSON begins with a brace.
  init(head: [UInt8], name: String) {
    if head.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      self = .xlsx
      return
    }
    let name = name.lowercased()
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") || name.hasSuffix(".json") {
      self = .jsonLines
      return
    }
    // A byte order mark and UTF-16's zeroes are no part of what is looked for.
    let first = head.first { ![0x00, 0x09, 0x0A, 0x0D, 0x20, 0xBB, 0xBF, 0xEF, 0xFE, 0xFF].contains($0) }
    self = first == UInt8(ascii: "{") && !name.hasSuffix(".csv") ? .jsonLines : .csv
  }
}
