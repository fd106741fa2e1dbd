import Casebook
import Casework
import Dispatching
import EventLog
import EventLogSQLite
import Logging
import Messages
import Rulebook
import ServiceLifecycle

/// The roles behind the door: handlers, router, relay, chores, in the order in which they start.
struct Roles {
  let house: House
  let logger: Logger

  var all: [any ServiceLifecycle.Service] { [housekeeping] + handlers + [router, relay] }

  private var settings: Settings { house.rules.settings }

  private var handlers: [any ServiceLifecycle.Service] {
    let regions = house.rules.regions
    let reader = DocketRecordReader { ValidationContext(now: House.now(), regions: regions) }
    var handlers: [any ServiceLifecycle.Service] = Docket.allCases.map { docket in
      DocketHandler(
        docket: docket, casebook: house.casebook, log: house.log, reader: reader, signal: house.signal,
        memberID: "embedded", batchSize: settings.handlers.batch, logger: logger)
    }
    handlers.append(
      DeadLetterHandler(
        casebook: house.casebook, log: house.log, memberID: "embedded", batchSize: settings.handlers.batch,
        logger: logger))
    return handlers
  }

  private var router: any ServiceLifecycle.Service {
    Router(
      log: house.log, list: house.rules.list, listVersion: house.rules.listVersion, sealer: house.sealer,
      digest: house.digest, routes: house.rules.rulebook.routes, regions: house.rules.regions, memberID: "embedded",
      batchSize: settings.router.batch, now: House.now, logger: logger)
  }

  private var relay: any ServiceLifecycle.Service {
    Relay(
      casebook: house.casebook, log: house.log, signal: house.signal, batchSize: settings.relay.batch, logger: logger)
  }

  private var housekeeping: any ServiceLifecycle.Service {
    let (casebook, log) = (house.casebook, house.log)
    return Housekeeping(
      chores: [
        // Yesterday is sealed once today has begun; a day that was missed is sealed with the next.
        Chore(name: "seal", every: .seconds(600)) {
          _ = try await casebook.sealChains(day: LocalDate(instant: House.now()).adding(days: -1))
        },
        Chore(name: "retention", every: .seconds(60 * settings.retention.interval)) {
          _ = try await log.sweep(now: House.now())
        },
      ], logger: logger)
  }
}
