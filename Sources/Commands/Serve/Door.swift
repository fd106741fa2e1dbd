import Casework
import Console
import Dispatching
import EventLog
import HTTPServer
import Intake
import Logging
import Messages
import Rulebook
import ServiceLifecycle

/// The door of the house: HTTP on the loopback, and on the socket in the data folder for commands typed beside it.
struct Door: Sendable {
  let service: HTTPServer
  /// What looks at the flow for those who watch it; runs beside the server.
  let board: FlowBoard

  init(house: House, logger: Logger) async throws {
    let settings = house.rules.settings.http
    var configuration = HTTPServerConfiguration(addresses: [
      .tcp(host: settings.address, port: settings.port), .unix(path: house.files.socket),
    ])
    configuration.threads = settings.threads
    configuration.maxConnections = settings.connections
    configuration.maxRequestsInFlight = settings.requestsInFlight
    configuration.idleTimeout = .seconds(settings.idleSeconds)
    configuration.bodyDeadline = .seconds(settings.bodySeconds)
    configuration.drainDeadline = .seconds(settings.drainSeconds)
    let regions = house.rules.regions
    let readiness = Readiness()
    let flow = HouseFlow(house: house)
    board = FlowBoard(casebook: house.casebook, flow: flow, now: House.now)
    let rulebook = house.rules.rulebook
    let services = ConsoleServices(
      desk: house.desk, keys: SubmissionKeys(house.digest), casebook: house.casebook,
      letters: house.letterDesk(), flow: flow,
      context: {
        ValidationContext(now: House.now(), regions: regions, channel: .other, mayLackExternalID: true)
      },
      regionName: { rulebook.regions.region($0)?.name }, metrics: { HouseMetrics.page() },
      isReady: { readiness.isReady })
    let server = HTTPServer(
      configuration,
      handler: ConsoleRouter.make(services, board: board, bodyLimit: settings.bodyLimit << 20, logger: logger))
    readiness.watch(server)
    service = server
  }

  /// Where the page is, once the server listens.
  func address() async throws -> String {
    while true {
      for case .tcp(let host, let port) in service.addresses { return "http://\(host):\(port)/" }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
