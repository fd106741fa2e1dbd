public import HTTPServer
public import Logging

/// Everything that is served over HTTP, as one router.
public enum ConsoleRouter {
  /// - Parameter bodyLimit: bytes of a batch of submissions.
  public static func make(_ services: ConsoleServices, bodyLimit: Int, logger: Logger) -> Router {
    var router = Router(logger: logger)
    router.use(SecurityHeaders())
    router.use(RequestMetrics())
    router.use(RequestLogging(logger: logger))
    let submissions = SubmissionRoutes(services: services)
    router.post("/v1/submissions", bodyLimit: bodyLimit) { request, _ in try await submissions.accept(request) }
    let operations = OperationsRoutes(services: services)
    router.get("/healthz") { request, _ in operations.health(request) }
    router.get("/readyz") { request, _ in await operations.readiness(request) }
    router.get("/metrics") { request, _ in operations.metrics(request) }
    return router
  }
}
