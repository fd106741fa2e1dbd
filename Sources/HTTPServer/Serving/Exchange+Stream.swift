import Threading

/// An answer's body between its writer and the transport.
struct Outbound {
  /// The length that was promised, in bytes.
  var declared: Int?
  private var chunks: [[UInt8]] = []
  private var first = 0
  private var offset = 0
  private(set) var waitingBytes = 0
  private var written = 0
  private(set) var isEnded = false
  private(set) var hasFailed = false
  private(set) var isClosed = false
  private var writer: CheckedContinuation<Void, any Error>?

  /// Takes bytes in; throws when nobody will read them or more come than were promised.
  mutating func append(_ bytes: [UInt8]) throws(HTTPError) {
    guard !isClosed else { throw .clientGone }
    written += bytes.count
    if let declared, written > declared {
      throw .lengthMismatch(declared: declared, written: written)
    }
    guard !bytes.isEmpty else { return }
    chunks.append(bytes)
    waitingBytes += bytes.count
  }

  /// Fills the transport's buffer; 0 when there is nothing.
  mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count && first < chunks.count {
      let chunk = chunks[first]
      let count = min(buffer.count - filled, chunk.count - offset)
      chunk.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<(offset + count)]))
      }
      filled += count
      offset += count
      if offset == chunk.count {
        chunks[first] = []
        first += 1
        offset = 0
      }
    }
    if first == chunks.count {
      chunks.removeAll(keepingCapacity: true)
      first = 0
    }
    waitingBytes -= filled
    return filled
  }

  /// Lets a writer wait until little enough waits to be sent.
  mutating func register(_ continuation: CheckedContinuation<Void, any Error>) {
    writer = continuation
    release()
  }

  mutating func release() {
    guard let writer else { return }
    if isClosed {
      writer.resume(throwing: HTTPError.clientGone)
    } else if waitingBytes < Exchange.outboundLimit {
      writer.resume()
    } else {
      return
    }
    self.writer = nil
  }

  mutating func cancelWriter() {
    writer?.resume(throwing: CancellationError())
    writer = nil
  }

  /// The writer is through; with fewer bytes than were promised it has failed.
  mutating func end(failed: Bool) {
    isEnded = true
    hasFailed = failed || declared.map { $0 != written } ?? false
  }

  /// Nobody reads any more.
  mutating func close() {
    isClosed = true
    chunks = []
    first = 0
    offset = 0
    waitingBytes = 0
    release()
  }
}

extension Exchange {
  /// What the transport finds when it asks for more of the body.
  enum Reading {
    case bytes(Int)
    /// Nothing now; the connection is suspended.
    case later
    case end
    case failed
  }

  /// Gives the transport more of the body; on its thread.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    state.withLock { state in
      if state.isAbandoned { return .failed }
      let count = state.outbound.take(into: buffer)
      if count > 0 {
        state.outbound.release()
        return .bytes(count)
      }
      if state.outbound.hasFailed { return .failed }
      if state.outbound.isEnded { return .end }
      suspend(&state)
      return .later
    }
  }

  /// Hands bytes over to be sent, and waits while too many wait.
  func write(_ bytes: [UInt8]) async throws {
    try Task.checkCancellation()
    let mustWait = try state.withLock { (state) throws(HTTPError) in
      try state.outbound.append(bytes)
      resume(&state)
      return state.outbound.waitingBytes >= Self.outboundLimit
    }
    guard mustWait else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        state.withLock { state in
          if Task.isCancelled {
            continuation.resume(throwing: CancellationError())
          } else {
            state.outbound.register(continuation)
          }
        }
      }
    } onCancel: {
      state.withLock { $0.outbound.cancelWriter() }
    }
  }

  /// The writer has returned, or thrown.
  func endStream(_ error: (any Error)?) {
    state.withLock { state in
      // Cancelled by a drain or by the client's leaving, an endless stream has come to its proper end.
      let failed = error != nil && !(state.endsOnDrain && error is CancellationError)
      state.outbound.end(failed: failed)
      resume(&state)
    }
  }
}
