import EventLog
import Logging
import Metrics
import Rulebook
import ServiceLifecycle

/// Looks after the cluster and says what the service waits for: a broker that does not answer, topics that are not made.
///
/// Nothing else depends on it: intake goes on into the outbox, and everybody who works the log asks again by himself.
struct LogWatch: ServiceLifecycle.Service {
  enum State: Sendable, Hashable {
    case ready
    case away
    case missing([String])
  }

  /// How long a run that ends by itself waits for the log.
  static let patience = Duration.seconds(60)
  private static let pace = (ready: Duration.seconds(10), waiting: Duration.seconds(1))

  let log: any EventLog
  /// Where the cluster is.
  let address: String
  let topics: [String]
  let endsAfterwards: Bool
  let terminal: Terminal
  let logger: Logger
  private let isUp = Gauge(label: "fenliu_log_up")

  init(
    log: any EventLog, address: String, topics: [String], endsAfterwards: Bool, terminal: Terminal, logger: Logger
  ) {
    self.log = log
    self.address = address
    self.topics = topics
    self.endsAfterwards = endsAfterwards
    self.terminal = terminal
    self.logger = logger
  }

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown { try await watch() }
    } catch is CancellationError {
      // The shutdown.
    }
  }

  private func watch() async throws {
    var last: State?
    var lastReady = ContinuousClock.now
    while true {
      let state = await look()
      try Task.checkCancellation()
      isUp.record(state == .ready ? 1 : 0)
      // A service that comes up as it should has nothing to say.
      if state != last, !(last == nil && state == .ready) { tell(state) }
      last = state
      if state == .ready { lastReady = .now }
      if endsAfterwards, ContinuousClock.now - lastReady > Self.patience { throw Self.failure(state, address) }
      try await Task.sleep(for: state == .ready ? Self.pace.ready : Self.pace.waiting)
    }
  }

  private func look() async -> State {
    do {
      let there = Set(try await log.topics().map(\.name))
      let missing = topics.filter { !there.contains($0) }
      return missing.isEmpty ? .ready : .missing(missing)
    } catch {
      logger.debug("the log does not answer", metadata: ["error": "\(error)"])
      return .away
    }
  }

  private func tell(_ state: State) {
    switch state {
    case .ready:
      terminal.tell(
        terminal.text("Kafka（\(address)）已就绪，继续发布和办理", "Kafka (\(address)) is ready: publishing and working go on"))
    case .away:
      terminal.tell(
        terminal.text(
          "等待 Kafka：\(address) 没有应答。照常受理，来件存入发件箱，恢复后按顺序发布",
          "waiting for Kafka: \(address) does not answer. Intake goes on into the outbox, which is published in order when it "
            + "is back"))
    case .missing(let names):
      terminal.tell(
        terminal.text(
          "等待主题：Kafka（\(address)）上没有 \(names.joined(separator: "、"))。请运行 fenliu topics apply；照常受理，来件存入发件箱",
          "waiting for topics: \(names.joined(separator: ", ")) are not on Kafka (\(address)). Run `fenliu topics apply`; "
            + "intake goes on into the outbox"))
    }
  }

  private static func failure(_ state: State, _ address: String) -> CommandFailure {
    let kept = ("已受理的都在发件箱中，再次启动即发布", "what was accepted is in the outbox and goes out after the next start")
    if case .missing(let names) = state {
      return CommandFailure(
        "Kafka（\(address)）上没有主题 \(names.joined(separator: "、"))，请运行 fenliu topics apply；\(kept.0)",
        "Kafka (\(address)) has no topics \(names.joined(separator: ", ")): run `fenliu topics apply`; \(kept.1)")
    }
    return CommandFailure(
      "等了 \(patience.components.seconds) 秒，Kafka（\(address)）没有应答；\(kept.0)",
      "Kafka (\(address)) did not answer for \(patience.components.seconds) s; \(kept.1)")
  }
}
