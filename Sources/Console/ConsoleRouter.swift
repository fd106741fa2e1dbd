public import HTTPServer
public import Logging

/// Everything that is served over HTTP, as one router.
public enum ConsoleRouter {
  /// - Parameters:
  ///   - board: what looks at the flow; somebody has to run it.
  ///   - bodyLimit: bytes of a batch of submissions.
  public static func make(
    _ services: ConsoleServices, board: FlowBoard, bodyLimit: Int, logger: Logger
  ) -> Router {
    var router = Router(defaultBodyLimit: BodyReader.limit, logger: logger)
    router.use(SecurityHeaders())
    router.use(RequestMetrics())
    router.use(RequestLogging(logger: logger))
    router.use(BrowserGuard())
    let submissions = SubmissionRoutes(services: services)
    router.post("/v1/submissions", bodyLimit: bodyLimit) { request, _ in try await submissions.accept(request) }
    addCases(&router, CaseRoutes(casebook: services.casebook))
    if let desk = services.letters { addLetters(&router, LetterRoutes(casebook: services.casebook, desk: desk)) }
    addDeadLetters(&router, DeadLetterRoutes(casebook: services.casebook))
    let flow = FlowRoutes(board: board)
    router.get("/v1/flow") { request, _ in try await flow.now(request) }
    router.get("/v1/flow/events") { request, _ in try await flow.events(request) }
    PageRoutes(services: services, board: board).add(to: &router)
    let operations = OperationsRoutes(services: services)
    router.get("/healthz") { request, _ in operations.health(request) }
    router.get("/readyz") { request, _ in await operations.readiness(request) }
    router.get("/metrics") { request, _ in operations.metrics(request) }
    return router
  }

  private static func addCases(_ router: inout Router, _ cases: CaseRoutes) {
    router.get("/v1/cases") { request, _ in try await cases.list(request) }
    router.get("/v1/cases/{number}") { request, path in
      try await cases.show(request, number: try path.require("number"))
    }
    let worklists = WorklistRoutes(casebook: cases.casebook)
    router.get("/v1/dockets/{name}/worklist") { request, path in
      try await worklists.list(request, docket: try path.require("name"))
    }
    router.post("/v1/cases/{number}/events") { request, path in
      try await cases.move(request, number: try path.require("number"))
    }
  }

  private static func addLetters(_ router: inout Router, _ letters: LetterRoutes) {
    router.get("/v1/cases/{number}/letters") { request, path in
      try await letters.list(request, number: try path.require("number"))
    }
    router.post("/v1/cases/{number}/letters") { request, path in
      try await letters.issue(request, number: try path.require("number"))
    }
    router.post("/v1/letters/{id}/deliveries") { request, path in
      try await letters.serve(request, id: try path.require("id"))
    }
  }

  private static func addDeadLetters(_ router: inout Router, _ letters: DeadLetterRoutes) {
    router.get("/v1/dead-letters") { request, _ in try await letters.list(request) }
    router.get("/v1/dead-letters/{id}") { request, path in
      try await letters.show(request, id: try path.require("id"))
    }
    for way in [DeadLetterRoutes.Way.replay, .discard] {
      router.post("/v1/dead-letters/{id}/\(way.rawValue)") { request, path in
        try await letters.settle(request, id: try path.require("id"), way)
      }
    }
  }
}
