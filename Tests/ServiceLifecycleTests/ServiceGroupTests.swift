import Logging
import ServiceLifecycle
import Testing
import Threading

@Suite(.timeLimit(.minutes(2))) struct ServiceGroupTests {
  typealias Configured = ServiceGroupConfiguration.ServiceConfiguration
  typealias Behavior = Configured.TerminationBehavior

  @Test func shutsDownInReverseOrder() async throws {
    let journal = Journal()
    let names = ["store", "router", "server"]
    let group = ServiceGroup(services: names.map { ClosureService.waiting($0, journal) }, logger: silent)
    async let ended: Void = group.run()
    for name in names { try await journal.wait(for: "\(name) started") }
    await group.triggerGracefulShutdown()
    await group.triggerGracefulShutdown()
    try await ended
    #expect(journal.entries.suffix(3) == ["server shut down", "router shut down", "store shut down"])
  }

  @Test func eachWaitsForTheOneAfterIt() async throws {
    let journal = Journal()
    let drains = ClosureService {
      try await gracefulShutdown()
      try await Task.sleep(for: .milliseconds(50))
      journal.note("server drained")
    }
    let group = ServiceGroup(services: [ClosureService.waiting("store", journal), drains], logger: silent)
    async let ended: Void = group.run()
    try await journal.wait(for: "store started")
    await group.triggerGracefulShutdown()
    try await ended
    #expect(journal.entries == ["store started", "server drained", "store shut down"])
  }

  @Test func runsOnce() async throws {
    let journal = Journal()
    let group = ServiceGroup(services: [ClosureService.waiting("a", journal)], logger: silent)
    async let ended: Void = group.run()
    try await journal.wait(for: "a started")
    await #expect { try await group.run() } throws: { ($0 as? ServiceGroupError)?.errorCode == .alreadyRunning }
    await group.triggerGracefulShutdown()
    try await ended
    await #expect { try await group.run() } throws: { ($0 as? ServiceGroupError)?.errorCode == .alreadyFinished }
  }

  @Test func aGroupToldToStopBeforeItRanNeverStarts() async throws {
    let journal = Journal()
    let group = ServiceGroup(services: [ClosureService.waiting("a", journal)], logger: silent)
    await group.triggerGracefulShutdown()
    await #expect(throws: ServiceGroupError.self) { try await group.run() }
    #expect(journal.entries.isEmpty)
  }

  @Test func anEmptyGroupEndsAtOnce() async throws {
    try await ServiceGroup(services: [], logger: silent).run()
  }

  @Test(arguments: [
    (Behavior.cancelGroup, ["other cancelled"], true), (.gracefullyShutdownGroup, ["other shut down"], false),
  ])
  func aServiceReturns(behavior: Behavior, then: [String], throwing: Bool) async throws {
    let journal = Journal()
    let short = ClosureService { try await journal.wait(for: "other started") }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          Configured(service: ClosureService.waiting("other", journal), failureTerminationBehavior: .ignore),
          Configured(service: short, successTerminationBehavior: behavior),
        ], logger: silent))
    if throwing {
      await #expect {
        try await group.run()
      } throws: {
        ($0 as? ServiceGroupError)?.errorCode == .serviceFinishedUnexpectedly
      }
    } else {
      try await group.run()
    }
    #expect(Array(journal.entries.dropFirst()) == then)
  }

  @Test(arguments: [
    (Behavior.cancelGroup, ["other cancelled"]), (.gracefullyShutdownGroup, ["other shut down"]),
  ])
  func aServiceThrows(behavior: Behavior, then: [String]) async throws {
    let journal = Journal()
    let failing = ClosureService {
      try await journal.wait(for: "other started")
      throw Failure(name: "first")
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          Configured(service: ClosureService.waiting("other", journal)),
          Configured(service: failing, failureTerminationBehavior: behavior),
        ], logger: silent))
    await #expect(throws: Failure(name: "first")) { try await group.run() }
    #expect(Array(journal.entries.dropFirst()) == then)
  }

  @Test func ignoredEndingsLeaveTheOthersAtWork() async throws {
    let journal = Journal()
    func ending(_ name: String, _ error: Failure?) -> Configured {
      Configured(
        service: ClosureService {
          journal.note("\(name) ended")
          if let error { throw error }
        }, successTerminationBehavior: .ignore, failureTerminationBehavior: .ignore)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          ending("first", nil), Configured(service: ClosureService.waiting("other", journal)),
          ending("second", Failure(name: "second")),
        ], logger: silent))
    async let ended: Void = group.run()
    for line in ["first ended", "second ended", "other started"] { try await journal.wait(for: line) }
    #expect(!journal.entries.contains("other shut down"))
    await group.triggerGracefulShutdown()
    try await ended
    #expect(journal.entries.last == "other shut down")
  }

  @Test func onlyIgnoredServicesEndTheGroupWhenTheLastEnds() async throws {
    let configured = (0..<3).map { _ in
      Configured(service: ClosureService {}, successTerminationBehavior: .ignore)
    }
    try await ServiceGroup(configuration: ServiceGroupConfiguration(services: configured, logger: silent)).run()
  }

  @Test func aDeadlineTurnsShutdownIntoCancellation() async throws {
    let journal = Journal()
    let stubborn = ClosureService {
      journal.note("stubborn started")
      try? await Task.sleep(for: .seconds(3_600))
      journal.note("stubborn cancelled")
    }
    var configuration = ServiceGroupConfiguration(
      services: [ClosureService.waiting("other", journal), stubborn], logger: silent)
    configuration.maximumGracefulShutdownDuration = .milliseconds(20)
    configuration.services[0].failureTerminationBehavior = .ignore
    let group = ServiceGroup(configuration: configuration)
    async let ended: Void = group.run()
    for name in ["other", "stubborn"] { try await journal.wait(for: "\(name) started") }
    await group.triggerGracefulShutdown()
    try await ended
    #expect(Set(journal.entries.suffix(2)) == ["stubborn cancelled", "other cancelled"])
  }

  @Test func whoeverDoesNotEndAfterCancellationEndsTheProcess() async {
    await #expect(processExitsWith: .failure) {
      let deaf = ClosureService {
        while true { try? await Task.sleep(for: .milliseconds(10)) }
      }
      var configuration = ServiceGroupConfiguration(services: [deaf, ClosureService {}], logger: silent)
      configuration.maximumCancellationDuration = .milliseconds(20)
      try? await ServiceGroup(configuration: configuration).run()
    }
  }

  @Test func cancellingTheTaskCancelsTheServices() async throws {
    let journal = Journal()
    let group = ServiceGroup(services: [ClosureService.waiting("a", journal)], logger: silent)
    let task = Task { try await group.run() }
    try await journal.wait(for: "a started")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(journal.entries == ["a started", "a cancelled"])
  }

  @Test func aGroupMayBeAServiceOfAGroup() async throws {
    let journal = Journal()
    struct Nested: Service {
      let group: ServiceGroup
      func run() async throws { try await group.run() }
    }
    let inner = ServiceGroup(
      services: [ClosureService.waiting("inner 1", journal), ClosureService.waiting("inner 2", journal)],
      logger: silent)
    let outer = ServiceGroup(
      services: [ClosureService.waiting("outer", journal), Nested(group: inner)], logger: silent)
    async let ended: Void = outer.run()
    for name in ["outer", "inner 1", "inner 2"] { try await journal.wait(for: "\(name) started") }
    await outer.triggerGracefulShutdown()
    try await ended
    #expect(journal.entries.suffix(3) == ["inner 2 shut down", "inner 1 shut down", "outer shut down"])
  }

  @Test func anErrorDuringTheShutdownIsThrownAfterAllHaveEnded() async throws {
    let journal = Journal()
    let failing = ClosureService {
      try await gracefulShutdown()
      throw Failure(name: "late")
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          Configured(service: ClosureService.waiting("store", journal)),
          Configured(service: failing, failureTerminationBehavior: .gracefullyShutdownGroup),
        ], logger: silent))
    let ended = Task { try await group.run() }
    try await journal.wait(for: "store started")
    await group.triggerGracefulShutdown()
    await #expect(throws: Failure(name: "late")) { try await ended.value }
    #expect(journal.entries.last == "store shut down")
  }
}
