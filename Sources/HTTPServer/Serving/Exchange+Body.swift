import CMicroHTTPD
import Threading

/// A request's body between the transport and its reader.
struct Inbound {
  var limit = 0
  var deadline = ContinuousClock.now
  var isComplete = false
  private var chunks: [[UInt8]] = []
  private(set) var waitingBytes = 0
  private var total = 0
  private var discarded = 0
  private(set) var isDiscarded = false
  private(set) var failure: HTTPError?
  private(set) var reader: CheckedContinuation<[UInt8]?, any Error>?

  /// Takes a part of the body; past the limit it fails, and everything is dropped.
  mutating func append(_ bytes: [UInt8]) {
    total += bytes.count
    if failure == nil && !isDiscarded && total > limit { fail(.contentTooLarge(limit: limit)) }
    guard failure == nil, !isDiscarded else {
      discarded += bytes.count
      return
    }
    chunks.append(bytes)
    waitingBytes += bytes.count
    deliver()
  }

  /// Bytes that were taken for nobody.
  var discardedBytes: Int { discarded }

  mutating func takeAll() -> [UInt8] {
    defer {
      chunks = []
      waitingBytes = 0
    }
    if chunks.count == 1 { return chunks[0] }
    var all: [UInt8] = []
    all.reserveCapacity(waitingBytes)
    for chunk in chunks { all += chunk }
    return all
  }

  /// Gives a waiting reader what there is.
  mutating func deliver() {
    guard let reader else { return }
    if let failure {
      reader.resume(throwing: failure)
    } else if !chunks.isEmpty {
      reader.resume(returning: takeAll())
    } else if isComplete {
      reader.resume(returning: nil)
    } else {
      return
    }
    self.reader = nil
  }

  /// Lets a reader wait, or serves it at once.
  mutating func register(_ continuation: CheckedContinuation<[UInt8]?, any Error>) {
    guard reader == nil else {
      continuation.resume(throwing: HTTPError.bodyAlreadyBeingRead)
      return
    }
    reader = continuation
    deliver()
  }

  mutating func cancelReader() {
    reader?.resume(throwing: CancellationError())
    reader = nil
  }

  /// Nothing more will come, or is wanted; a body that is complete stays so.
  mutating func fail(_ error: HTTPError) {
    guard failure == nil, !isComplete else { return }
    failure = error
    chunks = []
    waitingBytes = 0
    deliver()
  }

  /// The answer is there: what still comes is dropped, until `deadline` at the latest.
  mutating func discard(until deadline: ContinuousClock.Instant) {
    isDiscarded = true
    chunks = []
    waitingBytes = 0
    self.deadline = min(self.deadline, deadline)
  }
}

extension Exchange {
  /// A part of the body has arrived; on the transport's thread.
  func received(_ bytes: [UInt8]) -> MHD_Result {
    let (result, ready): (MHD_Result, Waiting?) = state.withLock { state in
      state.inbound.append(bytes)
      if state.inbound.discardedBytes > core.configuration.discardLimit { return (.NO, nil) }
      if state.waiting?.isAdmitted == false { return (.YES, nil) }
      if state.inbound.waitingBytes >= Self.inboundLimit { suspend(&state) }
      defer { state.waiting = nil }
      return (.YES, state.waiting)
    }
    if let ready { start(ready.endpoint, ready.request(RequestBody(self))) }
    return result
  }

  /// The next part of the body, `nil` at its end.
  func nextChunk() async throws -> [UInt8]? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        state.withLock { state in
          if Task.isCancelled && state.inbound.failure == nil {
            continuation.resume(throwing: CancellationError())
            return
          }
          state.inbound.register(continuation)
          if !state.inbound.isComplete && state.inbound.waitingBytes == 0 { resume(&state) }
        }
      }
    } onCancel: {
      state.withLock { $0.inbound.cancelReader() }
    }
  }
}
