import Threading

/// One request and its answer between the tasks that want them and the thread that carries them.
final class Transfer: Sendable {
  /// So many bytes wait on either side before the one who brings them has to wait.
  static let bufferLimit = 256 << 10

  private struct State {
    var upload = Queue()
    var download = Queue()
    var response: HTTPClientResponse?
    var failure: (any Error)?
    var isEnded = false
    var producer: CheckedContinuation<Bool, Never>?
    var reader: CheckedContinuation<Void, Never>?
    /// libcurl has been told to wait for us.
    var isSendingPaused = false
    var isReceivingPaused = false
    var wake: (@Sendable () -> Void)?

    mutating func wakeProducer() {
      guard let producer, isEnded || upload.bytes < Transfer.bufferLimit else { return }
      self.producer = nil
      producer.resume(returning: !isEnded)
    }

    mutating func wakeReader() {
      reader?.resume()
      reader = nil
    }
  }

  /// Bytes in pieces.
  private struct Queue {
    var chunks: [[UInt8]] = []
    var bytes = 0
    var isComplete = false

    mutating func append(_ chunk: [UInt8]) {
      guard !chunk.isEmpty else { return }
      chunks.append(chunk)
      bytes += chunk.count
    }

    mutating func takeAll() -> [UInt8] {
      var all: [UInt8] = []
      all.reserveCapacity(bytes)
      for chunk in chunks { all += chunk }
      chunks = []
      bytes = 0
      return all
    }

    /// Copies what fits; the rest stays in front.
    mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let all = takeAll()
      let count = min(all.count, buffer.count)
      buffer.copyBytes(from: all.prefix(count))
      append(Array(all.dropFirst(count)))
      return count
    }
  }

  private let state = Lock(State())

  // MARK: For the tasks

  /// Ends it, with an error unless all is through already.
  func end(_ error: (any Error)?) {
    state.withLock { state in
      guard !state.isEnded else { return }
      state.isEnded = true
      if let error, !state.download.isComplete { state.failure = error }
      state.wakeProducer()
      state.wakeReader()
      state.wake?()
    }
  }

  /// Sends what `next` gives until it gives nothing more; its error ends the transfer.
  func feed(_ next: @Sendable () async throws -> [UInt8]?) async {
    do {
      while let chunk = try await next() {
        guard await offer(chunk) else { return }
      }
      state.withLock { state in
        state.upload.isComplete = true
        state.wake?()
      }
    } catch {
      end(error)
    }
  }

  /// `false` when nobody wants any more.
  private func offer(_ chunk: [UInt8]) async -> Bool {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        state.upload.append(chunk)
        if state.isSendingPaused { state.wake?() }
        state.producer = continuation
        state.wakeProducer()
      }
    }
  }

  /// Waits for the answer's status and fields.
  func response() async throws -> HTTPClientResponse {
    while true {
      let response = try state.withLock { state in
        if let response = state.response { return response as HTTPClientResponse? }
        if let failure = state.failure { throw failure }
        guard !state.isEnded else { throw CancellationError() }
        return nil
      }
      if let response { return response }
      await waitForNews { $0.response != nil }
    }
  }

  /// The next piece of the answer's body, `nil` at its end.
  func nextChunk() async throws -> [UInt8]? {
    while true {
      let step: [UInt8]?? = try state.withLock { state in
        if state.download.bytes > 0 {
          let chunk = state.download.takeAll()
          if state.isReceivingPaused { state.wake?() }
          return chunk
        }
        if state.download.isComplete { return .some(nil) }
        if let failure = state.failure { throw failure }
        return state.isEnded ? .some(nil) : nil
      }
      if let step { return step }
      await waitForNews { $0.download.bytes > 0 || $0.download.isComplete }
    }
  }

  private func waitForNews(_ isThere: @Sendable (State) -> Bool) async {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        if state.isEnded || isThere(state) {
          continuation.resume()
        } else {
          state.reader = continuation
        }
      }
    }
  }

  // MARK: For the thread

  /// Gives the way to wake the thread; `false` when the transfer is over before it began.
  func attach(_ wake: @escaping @Sendable () -> Void) -> Bool {
    state.withLock { state in
      state.wake = wake
      return !state.isEnded
    }
  }

  /// The thread is done with it.
  func detach(_ error: (any Error)?) {
    state.withLock { state in
      state.wake = nil
      if error == nil && !state.isEnded { state.download.isComplete = true }
    }
    end(error)
  }

  enum Upload {
    case bytes(Int)
    case wait
    case end
    case abort
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Upload {
    state.withLock { state in
      if state.isEnded { return .abort }
      if state.upload.bytes > 0 {
        let count = state.upload.take(into: buffer)
        state.wakeProducer()
        return .bytes(count)
      }
      if state.upload.isComplete { return .end }
      state.isSendingPaused = true
      return .wait
    }
  }

  enum Download {
    case taken
    case wait
    case abort
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Download {
    state.withLock { state in
      if state.isEnded { return .abort }
      if state.download.bytes >= Self.bufferLimit {
        state.isReceivingPaused = true
        return .wait
      }
      state.download.append(Array(bytes))
      state.wakeReader()
      return .taken
    }
  }

  /// The head is complete.
  func received(_ response: HTTPClientResponse) {
    state.withLock { state in
      state.response = response
      state.wakeReader()
    }
  }

  struct Pauses: Equatable {
    var sending: Bool
    var receiving: Bool
  }

  /// What libcurl should wait for from now on, `nil` when nothing has changed.
  func changedPauses() -> Pauses? {
    state.withLock { state in
      let before = Pauses(sending: state.isSendingPaused, receiving: state.isReceivingPaused)
      if state.upload.bytes > 0 || state.upload.isComplete { state.isSendingPaused = false }
      if state.download.bytes < Self.bufferLimit { state.isReceivingPaused = false }
      let now = Pauses(sending: state.isSendingPaused, receiving: state.isReceivingPaused)
      return now == before ? nil : now
    }
  }

  var isEnded: Bool { state.withLock { $0.isEnded } }
}
