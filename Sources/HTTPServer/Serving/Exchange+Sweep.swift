import Threading

extension Exchange {
  /// Looks after a request that the library does not watch: whether its client has left, and whether its time is over.
  ///
  /// While a connection is suspended the library sees nothing of it. A client that has only shut down its sending side
  /// cannot be told from one that has left, and counts as one.
  func sweep(at now: ContinuousClock.Instant, _ configuration: HTTPServerConfiguration) {
    let task: Task<Void, Never>? = state.withLock { state in
      guard !state.isOver, state.hasBegun else { return nil }
      let descriptor = connection.descriptor
      guard state.inbound.isComplete else {
        sweepBody(&state, descriptor, now)
        return nil
      }
      guard !state.clientHasLeft, state.isSuspended, Socket.peerHasClosed(descriptor) else { return nil }
      state.clientHasLeft = true
      if state.isStreaming {
        state.outbound.close()
        state.outbound.end(failed: true)
        resume(&state)
      }
      return state.task
    }
    task?.cancel()
  }

  private func sweepBody(_ state: inout State, _ descriptor: Int32, _ now: ContinuousClock.Instant) {
    if state.inbound.deadline < now {
      state.inbound.fail(.requestTimeout)
      if state.response == nil {
        _ = connection.writeDirectly(WireResponse.bytes(ProblemDetails(answering: HTTPError.requestTimeout).response))
      }
      state.wasAnsweredDirectly = true
      Socket.cut(descriptor)
      resume(&state)
    } else if !state.isSuspended && Socket.peerHasClosed(descriptor) && !Socket.hasUnreadBytes(descriptor) {
      // An end that came together with the last bytes is not seen by the library (0.9.75) before its idle timeout.
      Socket.cut(descriptor)
    }
  }

  /// The server drains: a stream without an end is told to end.
  func drain() {
    let task = state.withLock { state in
      state.isStreaming && state.endsOnDrain ? state.task : nil
    }
    task?.cancel()
  }

  /// Cancels the task that answers.
  func cancel() {
    state.withLock { $0.task }?.cancel()
  }

  /// The server stops: nothing waits any more, so that the library can close the connection.
  func abandon() {
    let task = state.withLock { state in
      guard !state.isOver else { return state.task }
      state.isAbandoned = true
      state.inbound.fail(.clientGone)
      state.outbound.close()
      resume(&state)
      return state.task
    }
    task?.cancel()
  }
}
