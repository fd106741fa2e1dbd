import Foundation
import HTTPServer
import Threading

/// A client that says exactly what it is told, right or wrong, over a socket of its own. All calls block.
final class RawClient {
  struct Failure: Error {
    var call: String
    var code: Int32
  }

  private let descriptor: Int32

  init(_ address: ListenAddress) throws {
    switch address {
    case .tcp(_, let port):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = in_port_t(port).bigEndian
      name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      try connect(to: &name)
    case .unix(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
      try connect(to: &name)
    }
  }

  private func connect<Name>(to name: inout Name) throws {
    let size = socklen_t(MemoryLayout<Name>.size)
    let code = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Foundation.connect(descriptor, $0, size) }
    }
    guard code == 0 else { throw Failure(call: "connect", code: errno) }
  }

  deinit { close(descriptor) }

  /// Sends as much as the server takes; `false` once it has closed.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Foundation.send(
          descriptor, raw.baseAddress.map { $0 + sent }, raw.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// Whether the server takes more.
  func isWritable(seconds: Double) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, Int32(seconds * 1_000)) > 0
  }

  /// Sends what goes without waiting.
  func sendSome(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
  }

  func endWriting() { shutdown(descriptor, 1) }

  /// Closes so that the server gets a reset.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    shutdown(descriptor, 2)
  }

  /// One piece of what the server sent; empty at the end, `nil` after `seconds` of silence.
  func receive(seconds: Double = 60) -> [UInt8]? {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32(seconds * 1_000)) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return Array(buffer.prefix(max(count, 0)))
  }

  /// All that comes until the server closes; `nil` when it does not close in time.
  func receiveAll(seconds: Double = 60) -> String? {
    var all: [UInt8] = []
    let deadline = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < deadline {
      guard let piece = receive(seconds: 1) else { continue }
      if piece.isEmpty { return String(decoding: all, as: UTF8.self) }
      all += piece
    }
    return nil
  }

  private var pending: [UInt8] = []

  /// One answer with `Content-Length` or in chunks, `nil` when the server closes or stays silent.
  func receiveAnswer(withoutBody: Bool = false, seconds: Double = 60) -> Answer? {
    while true {
      if let (answer, rest) = Answer.parse(pending, withoutBody: withoutBody) {
        pending = rest
        return answer
      }
      guard let piece = receive(seconds: seconds), !piece.isEmpty else { return nil }
      pending += piece
    }
  }
}

/// An answer as a client sees it.
struct Answer: Equatable {
  var status: Int
  var fields: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  static func parse(_ bytes: [UInt8], withoutBody: Bool) -> (Answer, rest: [UInt8])? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let rest = Array(bytes[end.upperBound...])
    if withoutBody || status == 100 || status == 204 || status == 304 {
      return (Answer(status: status, fields: fields, body: []), rest)
    }
    if fields["transfer-encoding"] == "chunked" {
      guard let (body, rest) = unchunk(rest) else { return nil }
      return (Answer(status: status, fields: fields, body: body), rest)
    }
    let length = fields["content-length"].flatMap { Int($0) } ?? 0
    guard rest.count >= length else { return nil }
    return (Answer(status: status, fields: fields, body: Array(rest.prefix(length))), Array(rest.dropFirst(length)))
  }

  private static func unchunk(_ bytes: [UInt8]) -> ([UInt8], rest: [UInt8])? {
    var rest = bytes[...]
    var body: [UInt8] = []
    while let end = rest.firstRange(of: Array("\r\n".utf8)) {
      guard let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16) else { return nil }
      let start = end.upperBound
      guard rest.endIndex - start >= size + 2 else { return nil }
      body += rest[start..<(start + size)]
      rest = rest[(start + size + 2)...]
      if size == 0 { return (body, Array(rest)) }
    }
    return nil
  }
}

/// Runs blocking code on a thread of its own, so that it does not take one of the few on which the server's tasks run.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  let thread = WorkerThread(name: "test-client")
  defer { thread.close() }
  return try await thread.run(body)
}
