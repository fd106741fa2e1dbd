import ServiceLifecycle
import Testing
import Threading

@Suite(.timeLimit(.minutes(2))) struct ServiceGroupPropertyTests {
  /// Whatever the services do and whenever they do it, the group ends, and tells them to leave from last to first.
  @Test func randomGroupsEndInOrder() async throws {
    typealias Configured = ServiceGroupConfiguration.ServiceConfiguration
    let behaviors: [Configured.TerminationBehavior] = [.cancelGroup, .gracefullyShutdownGroup, .ignore]
    for _ in 0..<150 {
      let count = Int.random(in: 1...6)
      let told = Lock<[Int]>([])
      let running = Lock(0)
      let services = (0..<count).map { index in
        let ending = Int.random(in: 0..<5)
        let delay = Duration.microseconds(Int.random(in: 0..<2_000))
        let service = ClosureService {
          running.withLock { $0 += 1 }
          defer { running.withLock { $0 -= 1 } }
          try await withGracefulShutdownHandler {
            switch ending {
            case 0: try await Task.sleep(for: delay)
            case 1:
              try await Task.sleep(for: delay)
              throw Failure(name: "\(index)")
            default: try await gracefulShutdown()
            }
          } onGracefulShutdown: {
            told.withLock { $0.append(index) }
          }
        }
        return Configured(
          service: service, successTerminationBehavior: behaviors[Int.random(in: 0..<3)],
          failureTerminationBehavior: behaviors[Int.random(in: 0..<3)])
      }
      let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: silent))
      let task = Task { try await group.run() }
      let stopper = Task {
        try await Task.sleep(for: .microseconds(Int.random(in: 0..<3_000)))
        if Bool.random() { await group.triggerGracefulShutdown() } else { task.cancel() }
      }
      _ = await task.result
      _ = await stopper.result
      let order = told.withLock { $0 }
      #expect(order == order.sorted(by: >))
      #expect(Set(order).count == order.count)
      #expect(running.withLock { $0 } == 0)
    }
  }
}
