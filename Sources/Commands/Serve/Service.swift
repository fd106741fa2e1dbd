import Casework
import Dispatching
import Foundation
import Intake
import Logging
import Messages
import Rulebook
import ServiceLifecycle

/// The service: all roles of one house under one group, started together and shut down in order, the doors first.
struct Service: Sendable {
  let house: House
  let terminal: Terminal

  /// Runs until interrupted.
  ///
  /// - Parameters:
  ///   - plan: files that are taken in first; afterwards it is told where each matter went.
  ///   - endsAfterwards: ends once those files are docketed.
  func run(plan: IngestPlan, endsAfterwards: Bool) async throws {
    let logger = Logger(label: "fenliu")
    var services = Roles(house: house, logger: logger).all.map {
      ServiceGroupConfiguration.ServiceConfiguration(service: $0)
    }
    if case .cluster(let address) = house.log.place {
      let watch = LogWatch(
        log: house.log.log, address: address, topics: house.rules.rulebook.topics.map(\.name),
        endsAfterwards: endsAfterwards, terminal: terminal, logger: logger)
      services.append(.init(service: watch, failureTerminationBehavior: .gracefullyShutdownGroup))
    }
    let door = try await Door(house: house, logger: logger)
    services.append(.init(service: door.board))
    services.append(.init(service: door.service))
    services.append(
      .init(
        service: FirstFiles(plan: plan, house: house, door: door, endsAfterwards: endsAfterwards, terminal: terminal),
        successTerminationBehavior: endsAfterwards ? .gracefullyShutdownGroup : .ignore,
        failureTerminationBehavior: .gracefullyShutdownGroup))
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
    terminal.tell(terminal.text("已停止，数据完整保存在 \(house.files.folder)", "stopped; the data are in \(house.files.folder)"))
  }
}
