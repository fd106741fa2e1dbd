import Formats
import HTTPServer

/// `/v1/flow`: the flow in numbers, once or as it changes.
struct FlowRoutes: Sendable {
  /// A proxy cuts what is silent for longer.
  static let heartbeat = Duration.seconds(15)

  let board: FlowBoard

  /// `GET /v1/flow`
  func now(_ request: HTTPRequest) async throws -> HTTPResponse {
    var query = QueryReader(request)
    try query.finish()
    return .json(try await board.current().json.bytes)
  }

  /// `GET /v1/flow/events`: server-sent events `flow`, the first at once, then one whenever the numbers have changed.
  func events(_ request: HTTPRequest) async throws -> HTTPResponse {
    var query = QueryReader(request)
    try query.finish()
    let board = board
    return .events { writer in
      let updates = board.updates()
      var last = try await board.current()
      try await writer.send(Self.event(last))
      var sent = ContinuousClock.now
      for await snapshot in updates {
        if snapshot != last {
          last = snapshot
          try await writer.send(Self.event(snapshot))
          sent = .now
        } else if ContinuousClock.now - sent >= Self.heartbeat {
          try await writer.heartbeat()
          sent = .now
        }
      }
    }
  }

  private static func event(_ snapshot: FlowSnapshot) -> ServerSentEvent {
    ServerSentEvent(data: snapshot.json.description, event: "flow", retry: 2_000)
  }
}
