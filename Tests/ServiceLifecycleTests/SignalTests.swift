import Glibc
import ServiceLifecycle
import Testing
import Threading

/// One after the other: a signal reaches the whole process.
@Suite(.serialized, .timeLimit(.minutes(2))) struct SignalTests {
  @Test func aSignalShutsDownGracefully() async throws {
    let journal = Journal()
    let group = ServiceGroup(
      services: [ClosureService.waiting("a", journal), ClosureService.waiting("b", journal)],
      gracefulShutdownSignals: [.sigusr1], cancellationSignals: [.sigusr2], logger: silent)
    async let ended: Void = group.run()
    for name in ["a", "b"] { try await journal.wait(for: "\(name) started") }
    kill(getpid(), SIGUSR1)
    try await ended
    #expect(journal.entries.suffix(2) == ["b shut down", "a shut down"])
  }

  @Test func aSignalCancels() async throws {
    let journal = Journal()
    let group = ServiceGroup(
      services: [ClosureService.waiting("a", journal)], gracefulShutdownSignals: [.sigusr1],
      cancellationSignals: [.sigusr2], logger: silent)
    let ended = Task { try await group.run() }
    try await journal.wait(for: "a started")
    kill(getpid(), SIGUSR2)
    await #expect(throws: CancellationError.self) { try await ended.value }
    #expect(journal.entries.last == "a cancelled")
  }

  @Test func theOtherSignalStillCancelsDuringTheShutdown() async throws {
    let journal = Journal()
    let stubborn = ClosureService {
      journal.note("stubborn started")
      await withGracefulShutdownHandler {
        try? await Task.sleep(for: .seconds(3_600))
      } onGracefulShutdown: {
        journal.note("told")
      }
    }
    let group = ServiceGroup(
      services: [stubborn], gracefulShutdownSignals: [.sigusr1], cancellationSignals: [.sigusr2], logger: silent)
    async let ended: Void = group.run()
    try await journal.wait(for: "stubborn started")
    kill(getpid(), SIGUSR1)
    try await journal.wait(for: "told")
    kill(getpid(), SIGUSR1)
    kill(getpid(), SIGUSR2)
    try await ended
  }

  @Test func everyListenerHearsEverySignalAndTheOldActionReturns() async throws {
    signal(SIGUSR1, SIG_IGN)
    defer { signal(SIGUSR1, SIG_DFL) }
    do {
      let first = await UnixSignalsSequence(trapping: .sigusr1, .sigwinch)
      let second = await UnixSignalsSequence(trapping: .sigusr1)
      kill(getpid(), SIGUSR1)
      #expect(await first.first { _ in true } == .sigusr1)
      #expect(await second.first { _ in true } == .sigusr1)
      kill(getpid(), SIGWINCH)
      #expect(await first.first { _ in true } == .sigwinch)
    }
    // The sequences are gone: the signal is ignored again, as it was before, and does not end the process.
    kill(getpid(), SIGUSR1)
    var action = sigaction()
    sigaction(SIGUSR1, nil, &action)
    #expect(unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1)
  }

  @Test func withoutSignalsTheSequenceIsEmpty() async {
    #expect(await UnixSignalsSequence(trapping: []).first { _ in true } == nil)
  }

  @Test func afterTheGroupTheSignalEndsTheProcessAgain() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      let journal = Journal()
      let group = ServiceGroup(
        services: [ClosureService.waiting("a", journal)], gracefulShutdownSignals: [.sigterm], logger: silent)
      async let ended: Void = group.run()
      try await journal.wait(for: "a started")
      kill(getpid(), SIGTERM)
      try await ended
      kill(getpid(), SIGTERM)
      try await Task.sleep(for: .seconds(60))
    }
  }
}
