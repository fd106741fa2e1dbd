import Casebook
import Casework
import Messages

/// How far a file is taken in.
public struct IngestProgress: Sendable, Hashable {
  public var rows = 0
  public var accepted = 0
  public var repeated = 0
  public var conflicts = 0
  public var rejected = 0
  /// Submissions that were accepted with something wrong in them.
  public var withFindings = 0
  public var bytesRead: Int64 = 0
  /// `nil` for a pipe.
  public var size: Int64?

  public init() {}
}

/// Takes a file in: reads, judges, registers row by row, and writes what was refused beside it.
///
/// A row that is wrong stops nothing. The file can be given again, or a broken run resumed: rows are known by their
/// business key, and rows without an id by a digest of what they say and their count in the file.
public struct FileIngest: Sendable {
  let sink: any RowSink
  let keys: SubmissionKeys?
  let options: IngestOptions

  /// - Parameter keys: makes keys for rows without an id; `nil` where the options' context asks every row for one.
  public init(sink: any RowSink, keys: SubmissionKeys?, options: IngestOptions) {
    self.sink = sink
    self.keys = keys
    self.options = options
  }

  /// Takes the file in; `-` is standard input.
  ///
  /// - Parameters:
  ///   - rejects: where refused rows are written; the file is made with the first of them.
  ///   - progress: told after each batch.
  /// - Throws: ``FileFault`` when the file as a whole cannot be read. What was accepted before stays.
  public func run(
    _ path: String, rejects: String, progress: @Sendable (IngestProgress) -> Void
  ) async throws -> IngestProgress {
    let rows = try await FileRows.open(path, options: options)
    defer { rows.close() }
    var state = IngestProgress()
    state.size = rows.size
    let file = try RejectsFile(path: rejects)
    var ordinals = RowOrdinals()
    // The next batch is read and judged while this one is registered.
    var next = try await rows.next(options.batch)
    while !next.rows.isEmpty {
      try Task.checkCancellation()
      let batch = next
      async let following = rows.next(options.batch)
      try await register(batch.rows, &state, &ordinals, file)
      state.bytesRead = batch.bytesRead
      progress(state)
      next = try await following
    }
    try file.finish()
    return state
  }

  private func register(
    _ rows: [InputRow], _ state: inout IngestProgress, _ ordinals: inout RowOrdinals, _ rejects: RejectsFile
  ) async throws {
    var submissions: [Submission] = []
    var lines: [Int] = []
    for row in rows {
      state.rows += 1
      switch row {
      case .rejected(let row):
        state.rejected += 1
        try rejects.write(row)
      case .submission(let read, let line):
        submissions.append(keys?.keyed(read) { ordinals.next(of: $0) } ?? read.submission)
        lines.append(line)
      }
    }
    guard !submissions.isEmpty else { return }
    for (outcome, line) in zip(try await sink.take(submissions), lines) {
      switch outcome {
      case .taken(let findings):
        state.accepted += 1
        if !findings.isEmpty { state.withFindings += 1 }
      case .repeated: state.repeated += 1
      case .conflict(let number):
        state.conflicts += 1
        try rejects.write(RejectedRow(line: line, conflictWith: number))
      case .refused(let reason):
        state.rejected += 1
        try rejects.write(RejectedRow(line: line, reasons: [reason]))
      }
    }
  }
}

/// Counts equal rows of a file that has no ids. Eight bytes of the digest stand for a row, so that memory stays small.
struct RowOrdinals {
  private var counts: [UInt64: UInt32] = [:]

  mutating func next(of row: String) -> Int {
    let key = UInt64(row.suffix(16), radix: 16) ?? UInt64(bitPattern: Int64(row.hashValue))
    counts[key, default: 0] += 1
    return Int(counts[key] ?? 1)
  }
}

extension RejectedRow {
  init(line: Int, conflictWith number: RegistrationNumber) {
    self.init(
      line: line,
      reasons: [
        Reason(
          column: nil, field: "external_id", rule: "conflict", limit: number.text,
          wording: Bilingual(
            "同一来源和编号已登记为 \(number)，内容不同；请核对编号，或作为新的事项另行编号",
            "the same source and id are registered as \(number) with other content: check the id or give a new one"))
      ])
  }
}
