/// One message of a `text/event-stream` (HTML living standard, 9.2).
public struct ServerSentEvent: Sendable, Equatable {
  public var data: String
  /// The event's type; `nil` is `message`.
  public var event: String?
  /// What a client sends as `Last-Event-ID` when it comes back.
  public var id: String?
  /// How long a client waits before it comes back, in milliseconds.
  public var retry: Int?

  public init(data: String, event: String? = nil, id: String? = nil, retry: Int? = nil) {
    self.data = data
    self.event = event
    self.id = id
    self.retry = retry
  }

  /// The message in UTF-8. Line ends in `event` and `id`, and NUL in `id`, would break the format and are left out.
  public var encoded: [UInt8] {
    var text = ""
    if let event { text += "event: \(Self.oneLine(event))\n" }
    if let id { text += "id: \(Self.oneLine(id))\n" }
    if let retry { text += "retry: \(retry)\n" }
    for line in Self.lines(data) { text += "data: \(line)\n" }
    return Array(text.utf8) + [0x0a]
  }

  /// A line that clients ignore and that keeps the connection from looking dead.
  static let heartbeat: [UInt8] = Array(":\n\n".utf8)

  private static func oneLine(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 != 0x0a && $0 != 0x0d && $0 != 0 }, as: UTF8.self)
  }

  /// Splits at LF, CR and CRLF, all of which end a line in this format.
  private static func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
  }
}

/// Sends messages to one client.
public struct EventWriter: Sendable {
  fileprivate let writer: ResponseWriter

  /// Sends a message; throws when the client has left or the server drains.
  public func send(_ event: ServerSentEvent) async throws {
    try await writer.write(event.encoded)
  }

  /// Sends a comment, to be called when nothing was sent for some 15 s: proxies cut what is silent, and a client that
  /// vanished without a word is found out.
  public func heartbeat() async throws {
    try await writer.write(ServerSentEvent.heartbeat)
  }
}

extension HTTPResponse {
  /// A stream of server-sent events.
  ///
  /// It lasts until `send` returns. The task is cancelled when the client leaves or the server drains.
  public static func events(
    _ send: @escaping @Sendable (EventWriter) async throws -> Void
  ) -> HTTPResponse {
    HTTPResponse(
      headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"],
      body: .stream(
        ResponseStream(contentLength: nil, endsOnDrain: true) { writer in
          try await send(EventWriter(writer: writer))
        }))
  }
}
