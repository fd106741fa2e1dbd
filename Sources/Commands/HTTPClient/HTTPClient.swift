import Threading

/// A small HTTP/1.1 client for one server, over TCP or a Unix socket.
///
/// Requests go out one after the other and share a connection where they can; for two at a time make two clients.
/// ``close()`` ends its thread.
final class HTTPClient: Sendable {
  private let endpoint: HTTPClientEndpoint
  private let session = CurlSession()
  private let thread = WorkerThread(name: "http-client")

  init(_ endpoint: HTTPClientEndpoint) {
    self.endpoint = endpoint
  }

  /// Ends the thread once the last request is through.
  func close() {
    // On the thread, as libcurl's handles belong to it.
    thread.submit { [session] in session.close() }
    thread.close()
  }

  /// Sends a request and gives the answer to `receive` as it comes.
  ///
  /// What `receive` leaves unread is not fetched. Cancelling the task cuts the connection.
  func send<Result: Sendable>(
    _ request: HTTPClientRequest,
    receive: @Sendable (HTTPClientResponse, HTTPClientBody) async throws -> Result
  ) async throws -> Result {
    try request.check()
    let transfer = Transfer()
    return try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { [endpoint, session, thread] in
          do {
            try await thread.run { session.perform(request, at: endpoint, transfer) }
          } catch {
            transfer.end(error)
          }
        }
        if case .stream(_, let next) = request.body {
          group.addTask { await transfer.feed(next) }
        }
        defer {
          transfer.end(CancellationError())
          group.cancelAll()
        }
        let response = try await transfer.response()
        return try await receive(response, HTTPClientBody(transfer))
      }
    } onCancel: {
      transfer.end(CancellationError())
    }
  }

  /// Sends a request and gives the whole answer; it may have at most `limit` bytes.
  func send(
    _ request: HTTPClientRequest, upTo limit: Int = 16 << 20
  ) async throws -> (response: HTTPClientResponse, body: [UInt8]) {
    try await send(request) { response, body in
      var bytes: [UInt8] = []
      for try await chunk in body {
        bytes += chunk
        guard bytes.count <= limit else { throw HTTPClientError.tooLong(limit: limit) }
      }
      return (response, bytes)
    }
  }
}

extension HTTPClientRequest {
  /// Refuses what would break the request's own form.
  fileprivate func check() throws(HTTPClientError) {
    func isPrintable(_ text: String) -> Bool { text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f } }
    guard !method.isEmpty, isPrintable(method) else { throw .invalidRequest(method) }
    guard path.hasPrefix("/"), isPrintable(path) else { throw .invalidRequest(path) }
    for (name, value) in headers {
      let isSound = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
      guard !name.isEmpty, isPrintable(name), !name.contains(":"), isSound else { throw .invalidRequest(name) }
    }
  }
}
