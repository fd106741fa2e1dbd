import CMicroHTTPD
import Threading

/// One request and the answer to it: the bridge between the transport's thread and the task that answers.
///
/// The transport's thread calls ``begin(method:version:)``, ``received(_:)``, ``bodyEnded()``, ``read(into:)`` and
/// ``completed()``; the task calls ``nextChunk()``, ``answer(_:)`` and ``write(_:)``; the sweeper calls
/// ``sweep(at:_:)``. One lock holds them together, and under it alone the connection is suspended, resumed or touched
/// from another thread: after ``completed()`` it no longer exists.
final class Exchange: Sendable {
  /// A body up to this size is taken whole before its handler starts, which saves two hops between threads.
  static let wholeBodyLimit = 32 << 10
  /// The connection is suspended while so many bytes of a body wait to be read.
  static let inboundLimit = 256 << 10
  /// A writer waits while so many bytes wait to be sent.
  static let outboundLimit = 64 << 10

  let connection: ConnectionHandle
  let core: ServerCore
  let state: Lock<State>
  private let target: [UInt8]
  private let record: ConnectionRecord

  init(_ connection: ConnectionHandle, target: [UInt8], record: ConnectionRecord, core: ServerCore) {
    self.connection = connection
    self.core = core
    self.target = target
    self.record = record
    var state = State()
    state.inbound.deadline = .now + core.configuration.bodyDeadline
    self.state = Lock(state)
  }

  struct State {
    /// The head was looked at.
    var hasBegun = false
    /// The library has let go: the connection must not be touched.
    var isOver = false
    var isSuspended = false
    /// The server closes: nothing may be suspended any more.
    var isAbandoned = false
    var clientHasLeft = false
    var isHead = false

    var inbound = Inbound()
    var outbound = Outbound()

    /// What is called later: once the body is whole, or as soon as its first part is there.
    var waiting: Waiting?
    var task: Task<Void, Never>?
    var response: HTTPResponse?
    /// The answer was written past the library, which has only to close.
    var wasAnsweredDirectly = false
    var isStreaming = false
    var endsOnDrain = false
  }

  struct Waiting {
    var endpoint: Endpoint
    var head: RequestHead
    /// It starts with the first part of the body, and counts among the requests in flight already.
    var isAdmitted: Bool

    func request(_ body: RequestBody) -> HTTPRequest {
      HTTPRequest(head: head, body: body, route: endpoint.route)
    }
  }

  var hasBegun: Bool { state.withLock { $0.hasBegun } }

  // MARK: On the transport's thread

  /// The head is complete: refuses it at once, or makes ready for the body.
  func begin(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>) -> MHD_Result {
    state.withLock { $0.hasBegun = true }
    record.serve(self)
    guard !core.isStopping else { return .NO }
    let raw = connection.readHead(method: method, version: version, target: target)
    do throws(ProblemDetails) {
      let head = try RequestScreening.screen(raw, remote: record.peer)
      let endpoint = core.handler.endpoint(for: head)
      if let length = head.contentLength, length > endpoint.bodyLimit {
        throw ProblemDetails(answering: HTTPError.contentTooLarge(limit: endpoint.bodyLimit))
      }
      let isWhole = head.contentLength.map { $0 <= Self.wholeBodyLimit } ?? false
      if !isWhole {
        guard core.admit() else { throw core.overload }
      }
      // An answer written directly must not overtake the 100 that the library is about to send.
      let mustWait = isWhole || head.headers.count(of: "Expect") > 0
      let waiting = Waiting(endpoint: endpoint, head: head, isAdmitted: !isWhole)
      state.withLock { state in
        state.isHead = head.method == .head
        state.inbound.limit = endpoint.bodyLimit
        if mustWait { state.waiting = waiting }
      }
      if !mustWait { start(endpoint, waiting.request(RequestBody(self))) }
      return .YES
    } catch {
      core.metrics.refused(error.status)
      state.withLock { $0.inbound.isComplete = true }
      // Queued in this first call, the answer closes the connection, as it should: what follows is not understood.
      return queue(error.response)
    }
  }

  /// The body is complete; also called again after each resume.
  func bodyEnded() -> MHD_Result {
    enum Step {
      case wait
      case close
      case answer(HTTPResponse)
      case start(Endpoint, HTTPRequest)
    }
    let step: Step = state.withLock { state in
      state.inbound.isComplete = true
      state.inbound.deliver()
      if state.isAbandoned || state.wasAnsweredDirectly { return .close }
      if let response = state.response { return .answer(response) }
      guard let waiting = state.waiting else {
        suspend(&state)
        return .wait
      }
      state.waiting = nil
      guard waiting.isAdmitted || core.admit() else {
        core.metrics.refused(.serviceUnavailable)
        return .answer(core.overload.response)
      }
      suspend(&state)
      return .start(waiting.endpoint, waiting.request(RequestBody(state.inbound.takeAll())))
    }
    switch step {
    case .wait: return .YES
    case .close: return .NO
    case .answer(let response): return queue(response)
    case .start(let endpoint, let request):
      start(endpoint, request)
      return .YES
    }
  }

  /// The library has let go of the request.
  func completed() {
    let task = state.withLock { state in
      state.isOver = true
      if state.waiting?.isAdmitted == true { core.release() }
      state.waiting = nil
      state.inbound.fail(.clientGone)
      state.outbound.close()
      defer { state.task = nil }
      return state.task
    }
    record.requestEnded()
    task?.cancel()
  }

  private func queue(_ response: HTTPResponse) -> MHD_Result {
    var response = response
    if core.isDraining { response.headers["Connection"] = "close" }
    let built: TransportResponse? =
      switch response.body {
      case .bytes(let bytes): TransportResponse(bytes: bytes)
      case .file(let file): TransportResponse(file: file)
      case .stream(let stream): TransportResponse(streamOf: self, contentLength: stream.contentLength)
      }
    guard let built else { return .NO }
    for field in response.headers where !built.add(field.name, field.value) { return .NO }
    return connection.queue(built, status: response.status)
  }

  // MARK: On any thread

  /// Starts the task that answers; without the lock, for which it would have to wait at once.
  func start(_ endpoint: Endpoint, _ request: HTTPRequest) {
    let task = Task { await self.serve(endpoint, request) }
    let isUnwanted = state.withLock { state in
      state.task = task
      return state.clientHasLeft || state.isAbandoned
    }
    if isUnwanted { task.cancel() }
  }

  private func serve(_ endpoint: Endpoint, _ request: HTTPRequest) async {
    let response = await endpoint.respond(request).checked()
    let goesOn = answer(response)
    core.release()
    guard goesOn, case .stream(let stream) = response.body else { return }
    do {
      try await stream.write(ResponseWriter(self))
      endStream(nil)
    } catch {
      endStream(error)
    }
  }

  /// Gives the answer; `false` when it has no stream to be written, or nobody wants it any more.
  private func answer(_ response: HTTPResponse) -> Bool {
    state.withLock { state in
      guard !state.isOver, !state.isAbandoned else { return false }
      state.response = response
      state.inbound.discard(until: .now + core.configuration.discardDeadline)
      var isStream = false
      if case .stream(let stream) = response.body {
        isStream = !state.isHead
        state.isStreaming = isStream
        state.endsOnDrain = stream.endsOnDrain
        state.outbound.declared = stream.contentLength
      }
      if case .bytes = response.body, !state.inbound.isComplete { answerDirectly(&state, response) }
      resume(&state)
      if isStream && core.isDraining && state.endsOnDrain { state.task?.cancel() }
      return isStream
    }
  }

  /// The library sends nothing while a body arrives, and a client that pushes a gigabyte should hear at once that it is
  /// not wanted.
  private func answerDirectly(_ state: inout State, _ response: HTTPResponse) {
    state.wasAnsweredDirectly = true
    if connection.writeDirectly(WireResponse.bytes(response, includingBody: !state.isHead)) {
      Socket.endWriting(connection.descriptor)
    } else {
      Socket.cut(connection.descriptor)
    }
  }

  /// Only on the transport's thread; a second suspension before the first has ended would break the library's lists.
  func suspend(_ state: inout State) {
    guard !state.isSuspended, !state.isOver, !state.isAbandoned else { return }
    state.isSuspended = true
    connection.suspend()
  }

  func resume(_ state: inout State) {
    guard state.isSuspended, !state.isOver else { return }
    state.isSuspended = false
    connection.resume()
  }
}
