import Foundation
import HTTPServer

/// The results of a batch, which can be many: in memory while they are few, in a file without a name beyond that.
final class ResultSpool {
  private static let memoryLimit = 1 << 20

  private var memory: [UInt8] = []
  private var file: (handle: FileHandle, path: String)?
  private(set) var isEmpty = true

  func append(_ line: [UInt8]) throws {
    isEmpty = false
    memory += line
    memory.append(UInt8(ascii: "\n"))
    if memory.count >= Self.memoryLimit { try spill() }
  }

  func response() throws -> HTTPResponse {
    guard let path = file?.path else {
      return HTTPResponse(memory, contentType: "application/x-ndjson")
    }
    try spill()
    try file?.handle.close()
    let body = try FileBody(path: path)
    // The open descriptor keeps the bytes; nobody else can find them.
    try FileManager.default.removeItem(atPath: path)
    file = nil
    return HTTPResponse(headers: ["Content-Type": "application/x-ndjson"], body: .file(body))
  }

  private func spill() throws {
    if file == nil {
      let path = FileManager.default.temporaryDirectory.appending(path: "fenliu-\(UUID().uuidString)").path
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
        throw CocoaError(.fileWriteUnknown)
      }
      file = (try FileHandle(forWritingTo: URL(filePath: path)), path)
    }
    try file?.handle.write(contentsOf: Data(memory))
    memory.removeAll(keepingCapacity: true)
  }

  deinit {
    if let file { try? FileManager.default.removeItem(atPath: file.path) }
  }
}
