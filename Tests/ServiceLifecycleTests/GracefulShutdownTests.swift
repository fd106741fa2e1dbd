import ServiceLifecycle
import Testing
import Threading

@Suite(.timeLimit(.minutes(2))) struct GracefulShutdownTests {
  /// Runs the work as a service, tells it to shut down once it noted "ready", and waits for its end.
  private func serve(_ journal: Journal, _ work: @escaping @Sendable () async throws -> Void) async throws {
    let group = ServiceGroup(services: [ClosureService(work)], logger: silent)
    async let ended: Void = group.run()
    try await journal.wait(for: "ready")
    await group.triggerGracefulShutdown()
    try await ended
  }

  @Test func handlersRunOnceAndOnlyWhileTheirOperationRuns() async throws {
    let journal = Journal()
    try await serve(journal) {
      await withGracefulShutdownHandler {
      } onGracefulShutdown: {
        journal.note("too late")
      }
      try await withGracefulShutdownHandler {
        journal.note("ready")
        try await gracefulShutdown()
      } onGracefulShutdown: {
        journal.note("handler")
      }
      #expect(Task.isShuttingDownGracefully)
      await withGracefulShutdownHandler {
        journal.note("operation")
      } onGracefulShutdown: {
        journal.note("at once")
      }
    }
    #expect(journal.entries == ["ready", "handler", "at once", "operation"])
  }

  @Test func outsideAGroupNothingShutsDown() async throws {
    #expect(!Task.isShuttingDownGracefully)
    let value = await withGracefulShutdownHandler {
      7
    } onGracefulShutdown: {
      Issue.record("no group")
    }
    #expect(value == 7)
    let task = Task { try await gracefulShutdown() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(await cancelWhenGracefulShutdown { 42 } == 42)
  }

  @Test func childTasksHearOfItToo() async throws {
    let journal = Journal()
    try await serve(journal) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<3 {
          group.addTask {
            journal.note("child \(number)")
            try await gracefulShutdown()
          }
        }
        for number in 0..<3 { try await journal.wait(for: "child \(number)") }
        journal.note("ready")
        try await group.waitForAll()
      }
    }
    #expect(journal.entries.last == "ready")
  }

  @Test func cancelWhenGracefulShutdownCancelsTheOperation() async throws {
    let journal = Journal()
    try await serve(journal) {
      let answer = await cancelWhenGracefulShutdown {
        journal.note("ready")
        do { try await Task.sleep(for: .seconds(3_600)) } catch { return "cancelled" }
        return "slept"
      }
      journal.note(answer)
      await #expect(throws: Failure(name: "own")) {
        try await cancelWhenGracefulShutdown { throw Failure(name: "own") }
      }
    }
    #expect(journal.entries == ["ready", "cancelled"])
  }

  @Test func eitherCauseCallsTheCommonHandler() async throws {
    let journal = Journal()
    try await serve(journal) {
      try await withTaskCancellationOrGracefulShutdownHandler {
        journal.note("ready")
        try await gracefulShutdown()
      } onCancelOrGracefulShutdown: {
        journal.note("handler")
      }
    }
    let started = Journal()
    let task = Task {
      await withTaskCancellationOrGracefulShutdownHandler {
        started.note("ready")
        try? await Task.sleep(for: .seconds(3_600))
      } onCancelOrGracefulShutdown: {
        started.note("handler")
      }
    }
    try await started.wait(for: "ready")
    task.cancel()
    await task.value
    #expect(journal.entries == ["ready", "handler"])
    #expect(started.entries == ["ready", "handler"])
  }

  @Test func aSequenceEndsAtTheShutdown() async throws {
    let journal = Journal()
    let (numbers, continuation) = AsyncStream.makeStream(of: Int.self)
    for number in 1...3 { continuation.yield(number) }
    try await serve(journal) {
      for await number in numbers.cancelOnGracefulShutdown() {
        journal.note("\(number)")
        if number == 3 { journal.note("ready") }
      }
      journal.note("ended")
      for await _ in numbers.cancelOnGracefulShutdown() { journal.note("nothing more") }
    }
    continuation.finish()
    #expect(journal.entries == ["1", "2", "3", "ready", "ended"])
  }

  @Test func aSequenceEndsByItselfAndThrowsItsErrors() async throws {
    let finite = AsyncThrowingStream<Int, any Error> { continuation in
      continuation.yield(1)
      continuation.finish(throwing: Failure(name: "sequence"))
    }
    var seen: [Int] = []
    do {
      for try await number in finite.cancelOnGracefulShutdown() { seen.append(number) }
      Issue.record("the error was lost")
    } catch {
      #expect(error as? Failure == Failure(name: "sequence"))
    }
    #expect(seen == [1])
  }

  @Test func aSequenceThatThrowsOnCancellationEndsQuietly() async throws {
    struct Sleeping: AsyncSequence, AsyncIteratorProtocol, Sendable {
      func makeAsyncIterator() -> Sleeping { self }
      func next() async throws -> Int? {
        try await Task.sleep(for: .seconds(3_600))
        return 1
      }
    }
    let journal = Journal()
    try await serve(journal) {
      journal.note("ready")
      for try await _ in Sleeping().cancelOnGracefulShutdown() { Issue.record("slept through") }
      journal.note("ended")
    }
    #expect(journal.entries == ["ready", "ended"])
  }
}
