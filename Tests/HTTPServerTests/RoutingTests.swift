import HTTPServer
import Logging
import Prometheus
import Testing
import Threading

/// Which handler is chosen, and what is done around it.
@Suite struct RoutingTests {
  static func head(_ method: HTTPMethod, _ target: String) throws -> RequestHead {
    RequestHead(method: method, target: try RequestTarget(parsing: Array(target.utf8)), headers: [:])
  }

  static func answer(_ router: Router, _ method: HTTPMethod, _ target: String) async throws -> HTTPResponse {
    let head = try Self.head(method, target)
    let endpoint = router.endpoint(for: head)
    return await endpoint.respond(HTTPRequest(head: head, route: endpoint.route))
  }

  static func text(_ response: HTTPResponse) -> String {
    guard case .bytes(let bytes) = response.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func router() -> Router {
    var router = Router()
    for pattern in [
      "/", "/v1/cases", "/v1/cases/{number}", "/v1/cases/open", "/v1/cases/{number}/events/{event}",
      "/assets/{path*}", "/v1/{kind}/new",
    ] {
      router.get(pattern) { request, parameters in
        let names = ["number", "event", "path", "kind"].compactMap { name in parameters[name].map { "\(name)=\($0)" } }
        return .text(([request.route ?? "none"] + names).joined(separator: " "))
      }
    }
    router.post("/v1/cases", bodyLimit: 7) { _, _ in .text("posted") }
    return router
  }

  @Test(arguments: [
    ("/", "/"), ("/v1/cases", "/v1/cases"), ("/v1/cases/open", "/v1/cases/open"),
    ("/v1/cases/12", "/v1/cases/{number} number=12"),
    ("/v1/cases/%E5%88%86%2Fx", "/v1/cases/{number} number=分/x"),
    ("/v1/cases/a/events/b", "/v1/cases/{number}/events/{event} number=a event=b"),
    ("/v1/cases/open/events/b", "/v1/cases/{number}/events/{event} number=open event=b"),
    ("/v1/cases/new", "/v1/cases/{number} number=new"), ("/v1/other/new", "/v1/{kind}/new kind=other"),
    ("/assets/a/b.css", "/assets/{path*} path=a/b.css"), ("/assets/", "/assets/{path*} path="),
  ])
  func chooses(_ path: String, _ expected: String) async throws {
    let response = try await Self.answer(Self.router(), .get, path)
    #expect(Self.text(response) == expected)
  }

  @Test(arguments: ["/v1", "/v1/cases/", "/v1/cases/1/", "/v1/cases/1/events", "/assets", "//", "/V1/cases"])
  func knowsWhatIsNotThere(_ path: String) async throws {
    let response = try await Self.answer(Self.router(), .get, path)
    #expect(response.status == .notFound)
    #expect(response.headers["content-type"] == "application/problem+json")
  }

  @Test func answersForMethods() async throws {
    let router = Self.router()
    let wrong = try await Self.answer(router, .delete, "/v1/cases")
    #expect(wrong.status == .methodNotAllowed)
    #expect(wrong.headers["Allow"] == "GET, HEAD, OPTIONS, POST")
    let options = try await Self.answer(router, .options, "/v1/cases/1")
    #expect(options.status == .noContent)
    #expect(options.headers["Allow"] == "GET, HEAD, OPTIONS")
    #expect(try await Self.answer(router, .head, "/v1/cases/1").status == .ok)
    #expect(try await Self.answer(router, .head, "/v1/none/1").status == .notFound)
    #expect(router.endpoint(for: try Self.head(.post, "/v1/cases")).bodyLimit == 7)
    #expect(router.endpoint(for: try Self.head(.get, "/v1/cases")).bodyLimit == 1 << 20)
  }

  @Test func goesThroughMiddlewareFromOutsideIn() async throws {
    struct Mark: HTTPMiddleware {
      var name: String

      func respond(
        to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
      ) async -> HTTPResponse {
        var response = await next(request)
        response.headers.add("X-Mark", name)
        return response
      }
    }
    var router = Self.router()
    router.use(Mark(name: "outer"))
    router.use(Mark(name: "inner"))
    router.use(SecurityHeaders())
    router.get("/cached") { _, _ in HTTPResponse(headers: ["cache-control": "max-age=5"]) }
    router.get("/fails") { _, _ in throw ProblemDetails(.conflict) }
    for (path, status) in [("/cached", 200), ("/nowhere", 404), ("/fails", 409)] {
      let response = try await Self.answer(router, .get, path)
      #expect(response.status.rawValue == status)
      #expect(response.headers.values("X-Mark") == ["inner", "outer"])
      #expect(response.headers["X-Content-Type-Options"] == "nosniff")
      #expect(response.headers.values("Cache-Control") == [path == "/cached" ? "max-age=5" : "no-store"])
    }
  }

  @Test(
    arguments: [
      (.get, ["Host": "127.0.0.1:8080"], 200), (.get, ["Host": "LocalHost"], 200), (.get, ["Host": "[::1]:80"], 200),
      (.get, ["Host": "fenliu.example:8080"], 200), (.get, [:], 200), (.get, ["Host": "evil.example"], 403),
      (.get, ["Host": "127.0.0.1.evil.example"], 403), (.get, ["Host": "localhost@evil.example"], 403),
      (.get, ["Host": "localhost", "Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"], 200),
      (.post, ["Host": "localhost"], 200), (.post, ["Host": "localhost:1", "Origin": "http://localhost:1"], 200),
      (.post, ["Host": "localhost:1", "Origin": "http://localhost:2"], 403),
      (.post, ["Host": "localhost", "Origin": "null"], 403),
      (.post, ["Host": "localhost", "Origin": "http://evil.example"], 403),
      (.post, ["Host": "localhost", "Sec-Fetch-Site": "cross-site"], 403),
      (.post, ["Host": "localhost", "Sec-Fetch-Site": "same-site"], 403),
      (.post, ["Host": "localhost", "Sec-Fetch-Site": "same-origin"], 200),
    ] as [(HTTPMethod, HTTPHeaders, Int)])
  func keepsOtherSitesOut(_ method: HTTPMethod, _ headers: HTTPHeaders, _ status: Int) async throws {
    let guarding = BrowserGuard(hosts: ["Fenliu.example"])
    func answer(from remote: Peer) async throws -> Int {
      let target = try RequestTarget(parsing: Array("/".utf8))
      let head = RequestHead(method: method, target: target, headers: headers, remote: remote)
      return await guarding.respond(to: HTTPRequest(head: head)) { _ in .text("") }.status.rawValue
    }
    #expect(try await answer(from: .tcp(address: "127.0.0.1", port: 1)) == status)
    #expect(try await answer(from: .unix(user: 0)) == 200)
  }

  @Test func countsByRouteAndNeverByPath() async throws {
    let registry = PrometheusCollectorRegistry()
    let factory = PrometheusMetricsFactory(registry: registry)
    var router = Self.router()
    router.use(RequestMetrics(factory: factory))
    let configuration = HTTPServerConfiguration.test
    let server = HTTPServer(configuration, handler: router, metrics: factory)
    let addresses = try await server.start()
    let address = try #require(addresses.first)
    for path in ["/v1/cases/1", "/v1/cases/2", "/nowhere/secret", "/v1/cases/%00"] {
      _ = try await exchange(address, "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    }
    func text() -> String {
      var bytes: [UInt8] = []
      registry.emit(into: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    await eventually { text().contains("\nhttp_connections 0") }
    await server.drain()
    for line in [
      "http_requests_total{method=\"GET\",route=\"/v1/cases/{number}\",status=\"2xx\"} 2",
      "http_requests_total{method=\"GET\",route=\"none\",status=\"4xx\"} 1",
      "http_request_duration_seconds_count{route=\"/v1/cases/{number}\"} 2",
      "http_refusals_total{status=\"400\"} 1", "http_requests_in_flight 0",
    ] {
      #expect(text().contains(line), "\(line) in\n\(text())")
    }
    #expect(!text().contains("secret"))
  }

  /// Takes log lines in.
  struct Recorder: LogHandler {
    let lines: Lock<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(
      level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
      function: String, line: UInt
    ) {
      lines.withLock { $0.append("\(level) \(message) \(metadata ?? [:])") }
    }
  }

  @Test func logsNothingAboutPersons() async throws {
    struct Secret: Error { var text = "秘密" }
    struct Told: LoggableError, CustomStringConvertible { var description = "the disk is full" }
    let lines = Lock([String]())
    let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
    var router = Router(logger: logger)
    router.use(RequestLogging(logger: logger))
    router.use(RequestMetrics())
    router.get("/people/{name}") { _, parameters in
      switch parameters["name"] {
      case "secret": throw Secret()
      case "told": throw Told()
      case "conflict": throw ProblemDetails(.conflict, detail: "秘密")
      default: .text("")
      }
    }
    for name in ["secret", "told", "conflict", "%E7%A7%98%E5%AF%86"] {
      _ = try await Self.answer(router, .get, "/people/\(name)?q=%E7%A7%98%E5%AF%86")
    }
    let text = lines.withLock { $0.joined(separator: "\n") }
    #expect(lines.withLock { $0.count } == 6)
    #expect(!text.contains("秘密") && !text.contains("%E7"))
    #expect(text.contains("the disk is full"))
    #expect(text.contains("Secret"))
    #expect(text.contains("/people/{name}"))
  }
}
