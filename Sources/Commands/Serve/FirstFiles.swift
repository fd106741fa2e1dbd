import Casebook
import Casework
import Dispatching
import Intake
import ServiceLifecycle

/// Takes the first files in once the service is up, waits until they are docketed, and shows where each matter went.
struct FirstFiles: ServiceLifecycle.Service {
  let plan: IngestPlan
  let house: House
  let door: Door
  let endsAfterwards: Bool
  let terminal: Terminal

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown { try await work() }
    } catch is CancellationError where Task.isShuttingDownGracefully {
      // An interrupt is no failure: what was read is registered, and the rest comes when the files are given again.
    }
  }

  private func work() async throws {
    if plan.requests.isEmpty {
      if endsAfterwards { try await settle() }
    } else {
      try await takeIn()
    }
    if !endsAfterwards {
      let address = try await door.address()
      terminal.tell(
        terminal.text("网页 \(address) ；Ctrl-C 停止", "the page is at \(address) ; Ctrl-C stops"))
    }
  }

  private func takeIn() async throws {
    let intake = FileIntake(
      sink: house.desk, digest: house.digest, rulebook: house.rules.rulebook, regions: house.rules.regions,
      settings: house.rules.settings)
    for request in plan.requests { _ = try await intake.ingest(request, terminal: terminal) }
    try await settle()
    let table = try await RoutedTable(casebook: house.casebook, terminal: terminal)
    for line in table.lines { terminal.print(line) }
  }

  /// Waits until everything that was accepted is in a docket.
  private func settle() async throws {
    let line = ProgressLine(terminal)
    while true {
      let counts = try await house.casebook.flowCounts()
      if counts.inFlight == 0 { break }
      line.show(
        terminal.text(
          "分流立案中：已登记 \(counts.registered)，在途 \(counts.inFlight)",
          "routing: \(counts.registered) registered, \(counts.inFlight) in flight"))
      try await Task.sleep(for: .milliseconds(50))
    }
    line.finish()
  }
}
