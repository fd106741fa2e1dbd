import Casework
import Foundation
import Formats
import Threading

/// The rows that were refused, a line of JSON each. Made with the first of them; one that is left from an earlier run goes
/// away when nothing is refused any more.
final class RejectsFile: Sendable {
  private let path: String
  private let handle = Lock<FileHandle?>(nil)

  init(path: String) throws {
    self.path = path
  }

  func write(_ row: RejectedRow) throws {
    var bytes: [UInt8] = []
    for reason in row.reasons { bytes += Self.line(row.line, reason) }
    let data = Data(bytes)
    try handle.withLock { handle in
      if handle == nil {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
          throw FileFault.unreadable(path: path, reason: "cannot be written")
        }
        handle = try FileHandle(forWritingTo: URL(filePath: path))
      }
      try handle?.write(contentsOf: data)
    }
  }

  func finish() throws {
    let wasWritten = try handle.withLock { handle in
      try handle?.synchronize()
      try handle?.close()
      return handle != nil
    }
    if !wasWritten { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func line(_ line: Int, _ reason: RejectedRow.Reason) -> [UInt8] {
    var writer = JSONWriter(form: .canonical)
    writer.beginObject()
    writer.key("line")
    writer.integer(Int64(line))
    if let column = reason.column {
      writer.key("column")
      writer.integer(Int64(column))
    }
    if let header = reason.header {
      writer.key("header")
      writer.string(header)
    }
    writer.key("field")
    writer.string(reason.field)
    writer.key("rule")
    writer.string(reason.rule)
    if let limit = reason.limit {
      writer.key("limit")
      writer.string(limit)
    }
    writer.key("message")
    writer.string(reason.wording.zh)
    writer.key("message_en")
    writer.string(reason.wording.en)
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }
}
