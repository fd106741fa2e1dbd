import Casework
import Foundation
import Messages

/// The files to take in once the service is up: those named, and in a folder those whose names tell their kind
/// (`hotline.csv`, `reconsideration.jsonl`, `mediation-2.xlsx`).
struct IngestPlan: Sendable {
  let requests: [IngestRequest]

  init(paths: [String]) throws {
    requests = try paths.flatMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CommandFailure("没有这个文件或文件夹：\(path)", "there is no such file or folder: \(path)")
      }
      guard isFolder.boolValue else { return [try Self.request(path)] }
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      return names.compactMap { name in Self.kind(of: name).map { Self.request("\(path)/\(name)", $0) } }
    }
  }

  private static func request(_ path: String) throws -> IngestRequest {
    guard let kind = kind(of: URL(filePath: path).lastPathComponent) else {
      throw CommandFailure(
        "从文件名看不出事项种类：\(path)；文件名应以 hotline、reconsideration 或 mediation 开头",
        "the name of \(path) does not tell its kind: it has to begin with hotline, reconsideration or mediation")
    }
    return request(path, kind)
  }

  private static func request(_ path: String, _ kind: Submission.Kind) -> IngestRequest {
    IngestRequest(path: path, kind: kind, source: "file", rejects: IngestRequest.rejects(beside: path))
  }

  private static func kind(of name: String) -> Submission.Kind? {
    let isData = [".csv", ".jsonl", ".xlsx"].contains { name.lowercased().hasSuffix($0) }
    let isRejects = name.hasSuffix(".rejects.jsonl")
    return isData && !isRejects ? Submission.Kind.allCases.first { name.hasPrefix($0.rawValue) } : nil
  }
}
