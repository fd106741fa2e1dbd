import Foundation
import Threading

/// The rows of one file, read and judged on a thread of their own, in batches.
final class FileRows: Sendable {
  /// Bytes of the whole file; `nil` for a pipe.
  let size: Int64?
  private let thread: WorkerThread
  private let reader: Lock<any RowReader>

  /// Opens the file; `-` is standard input.
  static func open(_ path: String, options: IngestOptions) async throws -> FileRows {
    let thread = WorkerThread(name: "reader")
    do {
      return try await thread.run { try FileRows(path, options: options, thread: thread) }
    } catch {
      thread.close()
      throw error
    }
  }

  private init(_ path: String, options: IngestOptions, thread: WorkerThread) throws {
    self.thread = thread
    let attributes = path == "-" ? nil : try? FileManager.default.attributesOfItem(atPath: path)
    let isRegular = attributes?[.type] as? FileAttributeType == .typeRegular
    size = isRegular ? (attributes?[.size] as? NSNumber)?.int64Value : nil
    let source = try ByteSource(path: path)
    let head = try source.read()
    if head.isEmpty { throw FileFault.empty }
    switch options.format ?? FileFormat(head: head, name: path) {
    case .csv: reader = Lock(CSVRows(source, head: head, options: options))
    case .jsonLines: reader = Lock(JSONLinesRows(source, head: head, options: options))
    case .xlsx:
      guard size != nil else {
        throw FileFault.workbook(code: "pipe", description: "a workbook has to be a file: it is read from its end")
      }
      reader = Lock(try WorkbookRows(path: path, size: size ?? 0, options: options))
    }
  }

  /// The next rows, at most `count`; none at the end.
  func next(_ count: Int) async throws -> (rows: [InputRow], bytesRead: Int64) {
    try await thread.run { [reader] in
      try reader.withLock { reader in
        var rows: [InputRow] = []
        while rows.count < count, let row = try reader.next() { rows.append(row) }
        return (rows, reader.bytesRead)
      }
    }
  }

  func close() { thread.close() }
}
