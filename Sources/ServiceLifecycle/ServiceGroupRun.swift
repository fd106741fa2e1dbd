import Logging

/// One run of a ``ServiceGroup``, from start to end.
///
/// All that can happen arrives as an ``Event`` of a child task and is answered here one at a time.
struct ServiceGroupRun {
  private enum Event: Sendable {
    case ended(Int, (any Error)?)
    case signal(UnixSignal)
    case shutdownWanted
    case deadlinePassed
    case cancelled
    case listenerEnded
  }

  private typealias Tasks = TaskGroup<Event>

  private let configuration: ServiceGroupConfiguration
  private let trigger: GracefulShutdownManager
  private let managers: [GracefulShutdownManager]
  /// The services that have not ended, by their place in the configuration.
  private var alive: Set<Int>
  /// The service that was told to shut down and has not ended.
  private var leaving: Int?
  private var isShuttingDown = false
  private var isCancelled = false
  private var firstError: (any Error)?
  private var watchdog: Task<Void, Never>?

  init(configuration: ServiceGroupConfiguration, trigger: GracefulShutdownManager) {
    self.configuration = configuration
    self.trigger = trigger
    managers = configuration.services.map { _ in GracefulShutdownManager() }
    alive = Set(configuration.services.indices)
  }

  /// Starts everything, waits for the end, and throws the first error.
  mutating func run() async throws {
    let signals = await UnixSignalsSequence(
      trapping: configuration.gracefulShutdownSignals + configuration.cancellationSignals)
    await withTaskGroup(of: Event.self) { tasks in
      listen(to: signals, in: &tasks)
      start(in: &tasks)
      while !alive.isEmpty, let event = await tasks.next() {
        if case .signal = event { listen(for: signals, in: &tasks) }
        answer(event, in: &tasks)
      }
      tasks.cancelAll()
    }
    watchdog?.cancel()
    log("service group ended")
    if let error = firstError { throw error }
  }

  private func start(in tasks: inout Tasks) {
    for (index, service) in configuration.services.map(\.service).enumerated() {
      log("starting service", service: index)
      let manager = managers[index]
      tasks.addTask {
        await GracefulShutdownManager.$current.withValue(manager) {
          do {
            try await service.run()
            return .ended(index, nil)
          } catch {
            return .ended(index, error)
          }
        }
      }
    }
  }

  private func listen(to signals: UnixSignalsSequence, in tasks: inout Tasks) {
    listen(for: signals, in: &tasks)
    let trigger = trigger
    tasks.addTask {
      let cause = await GracefulShutdownManager.$current.withValue(trigger) { await waitForShutdown() }
      return cause == .gracefulShutdown ? .shutdownWanted : .listenerEnded
    }
    // The group's own surroundings: it may be a service of another group, and its task may be cancelled.
    tasks.addTask {
      await waitForShutdown() == .gracefulShutdown ? .shutdownWanted : .cancelled
    }
  }

  private func listen(for signals: UnixSignalsSequence, in tasks: inout Tasks) {
    tasks.addTask {
      for await signal in signals { return .signal(signal) }
      return .listenerEnded
    }
  }

  private mutating func answer(_ event: Event, in tasks: inout Tasks) {
    switch event {
    case .ended(let index, let error): serviceEnded(index, error, in: &tasks)
    case .signal(let signal) where configuration.cancellationSignals.contains(signal):
      log("signal caught, cancelling", [configuration.logging.keys.signalKey: "\(signal)"])
      cancel(&tasks)
    case .signal(let signal):
      log("signal caught, shutting down", [configuration.logging.keys.signalKey: "\(signal)"])
      shutDown(in: &tasks)
    case .shutdownWanted: shutDown(in: &tasks)
    case .deadlinePassed where tasks.isCancelled: break
    case .deadlinePassed:
      log("graceful shutdown takes too long, cancelling", level: .warning)
      cancel(&tasks)
    case .cancelled: cancel(&tasks)
    case .listenerEnded: break
    }
  }

  private mutating func serviceEnded(_ index: Int, _ error: (any Error)?, in tasks: inout Tasks) {
    alive.remove(index)
    let service = configuration.services[index]
    if let error {
      log("service failed", service: index, [configuration.logging.keys.errorKey: "\(error)"], level: .error)
    } else {
      log("service ended", service: index)
    }
    let expected = index == leaving || isCancelled
    if index == leaving { leaving = nil }
    let behavior = error == nil ? service.successTerminationBehavior : service.failureTerminationBehavior
    switch behavior.behavior {
    case .ignore: break
    case _ where error == nil && expected: break
    case .gracefullyShutdownGroup:
      firstError = firstError ?? error
      shutDown(in: &tasks)
    case .cancelGroup:
      let unexpected = ServiceGroupError(.serviceFinishedUnexpectedly, detail: "\(type(of: service.service))")
      firstError = firstError ?? error ?? unexpected
      cancel(&tasks)
    }
    if isShuttingDown { shutDownNext() }
  }

  private mutating func shutDown(in tasks: inout Tasks) {
    guard !isShuttingDown, !isCancelled else { return }
    isShuttingDown = true
    if let limit = configuration.maximumGracefulShutdownDuration {
      tasks.addTask {
        try? await Task.sleep(for: limit)
        return .deadlinePassed
      }
    }
    shutDownNext()
  }

  private mutating func shutDownNext() {
    guard leaving == nil, !isCancelled, let last = alive.max() else { return }
    leaving = last
    log("shutting down service", service: last)
    managers[last].shutdownGracefully()
  }

  private mutating func cancel(_ tasks: inout Tasks) {
    guard !isCancelled else { return }
    isCancelled = true
    tasks.cancelAll()
    guard let limit = configuration.maximumCancellationDuration else { return }
    let logger = configuration.logger
    // Not a child task: those are cancelled already.
    watchdog = Task {
      do { try await Task.sleep(for: limit) } catch { return }
      logger.critical("services did not end after they were cancelled")
      fatalError("services did not end within \(limit) after they were cancelled")
    }
  }

  private func log(
    _ message: Logger.Message, service: Int? = nil, _ more: Logger.Metadata = [:], level: Logger.Level = .debug
  ) {
    var metadata = more
    if let service {
      metadata[configuration.logging.keys.serviceKey] = "\(type(of: configuration.services[service].service))"
    }
    configuration.logger.log(level: level, message, metadata: metadata)
  }
}
