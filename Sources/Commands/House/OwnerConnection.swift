import Casework
import Database
import Formats

/// The process that owns the data folder, spoken to over the socket in it.
struct OwnerConnection: Sendable {
  private let client: HTTPClient
  private let language: Language
  private let pid: Int32

  init(files: HouseFiles, pid: Int32, language: Language) {
    client = HTTPClient(.unixSocket(path: files.socket))
    self.language = language
    self.pid = pid
  }

  func close() { client.close() }

  /// Sends a request of the API and gives the status and the answer, which is JSON or nothing.
  func send(_ method: String, _ path: String, _ body: JSONValue) async throws -> (status: Int, body: JSONValue) {
    let request = HTTPClientRequest(
      method, path,
      headers: [
        ("content-type", "application/json"), ("accept", "application/json, application/problem+json"),
        ("accept-language", language.rawValue),
      ], body: .bytes(body.bytes))
    for attempt in 1... {
      do {
        let (response, bytes) = try await client.send(request)
        return (response.status, bytes.isEmpty ? .null : try JSONValue(parsing: bytes))
      } catch HTTPClientError.cannotConnect where attempt < Self.attempts {
        // It owns the folder a moment before it listens.
        try await Task.sleep(for: .milliseconds(200))
      } catch HTTPClientError.cannotConnect {
        break
      }
    }
    throw CommandFailure(
      "数据文件夹由进程 \(pid) 使用，但它不接受命令（可能正在启动、停止或导入）；请稍后再试",
      "process \(pid) owns the data folder and takes no commands (it may be starting, stopping or taking a file in): "
        + "try again in a moment")
  }

  private static let attempts = 15

  /// A refusal in the words of its problem details (RFC 9457), with what is allowed instead.
  static func refusal(_ status: Int, _ problem: JSONValue) -> CommandFailure {
    // Who speaks one language is told in one.
    if let zh = problem["wording"]?["zh"]?.string, let en = problem["wording"]?["en"]?.string {
      return CommandFailure(zh, en)
    }
    let words = problem["detail"]?.string ?? problem["title"]?.string ?? "HTTP \(status)"
    let allowed = (problem["allowed"]?.elements ?? []).compactMap { $0.string ?? $0["event"]?.string }
    let missing = allowed.filter { !words.contains($0) }
    guard !missing.isEmpty else { return CommandFailure(words, words) }
    return CommandFailure(
      "\(words)（可以办理：\(allowed.joined(separator: "、"))）", "\(words) (allowed: \(allowed.joined(separator: ", ")))")
  }
}
