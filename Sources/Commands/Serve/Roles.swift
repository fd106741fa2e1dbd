import Casebook
import Casework
import Dispatching
import EventLog
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
        docket: docket, casebook: house.casebook, log: house.log.log, reader: reader, signal: house.signal,
        memberID: house.log.memberID, batchSize: settings.handlers.batch, logger: logger)
    }
    handlers.append(
      DeadLetterHandler(
        casebook: house.casebook, log: house.log.log, memberID: house.log.memberID, batchSize: settings.handlers.batch,
        logger: logger))
    return handlers
  }

  private var router: any ServiceLifecycle.Service {
    Router(
      log: house.log.log, list: house.rules.list, listVersion: house.rules.listVersion, sealer: house.sealer,
      digest: house.digest, routes: house.rules.rulebook.routes, regions: house.rules.regions,
      memberID: house.log.memberID,
      batchSize: settings.router.batch, now: House.now, logger: logger)
  }

  private var relay: any ServiceLifecycle.Service {
    Relay(
      casebook: house.casebook, log: house.log.log, publisherID: house.log.publisherID, signal: house.signal,
      batchSize: settings.relay.batch, logger: logger)
  }

  private var housekeeping: any ServiceLifecycle.Service {
    let casebook = house.casebook
    // Yesterday is sealed once today has begun; a day that was missed is sealed with the next.
    let seal = Chore(name: "seal", every: .seconds(600)) {
      _ = try await casebook.sealChains(day: LocalDate(instant: House.now()).adding(days: -1))
    }
    let retention = house.log.chores.map { sweep in
      Chore(name: "retention", every: .seconds(60 * settings.retention.interval), sweep)
    }
    return Housekeeping(chores: [seal] + retention, logger: logger)
  }
}
