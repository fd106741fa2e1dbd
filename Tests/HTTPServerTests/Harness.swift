import Foundation
import HTTPServer
import Testing

/// Runs a server on a free port for the time of a test.
func withServer(
  _ configuration: HTTPServerConfiguration = .test, routes: (inout Router) -> Void = { _ in },
  _ body: (HTTPServer, ListenAddress) async throws -> Void
) async throws {
  var router = Router(defaultBodyLimit: 1 << 30)
  addStandardRoutes(&router)
  routes(&router)
  let server = HTTPServer(configuration, handler: router)
  let addresses = try await server.start()
  do {
    try await body(server, try #require(addresses.first))
  } catch {
    await server.drain()
    throw error
  }
  await server.drain()
}

extension HTTPServerConfiguration {
  static var test: HTTPServerConfiguration { test { _ in } }

  static func test(_ change: (inout HTTPServerConfiguration) -> Void) -> HTTPServerConfiguration {
    var configuration = HTTPServerConfiguration(addresses: [.tcp(host: "127.0.0.1", port: 0)])
    // Other tests may keep the machine busy for a while.
    configuration.idleTimeout = .seconds(60)
    configuration.headerDeadline = .seconds(60)
    configuration.drainDeadline = .seconds(5)
    change(&configuration)
    return configuration
  }
}

private func addStandardRoutes(_ router: inout Router) {
  router.get("/hello") { _, _ in .text("hello") }
  router.post("/echo") { request, _ in
    HTTPResponse(try await request.body.collect(upTo: 64 << 20), contentType: "application/octet-stream")
  }
  router.post("/count") { request, _ in
    var count = 0
    for try await chunk in request.body { count += chunk.count }
    return .text(String(count))
  }
  router.post("/small", bodyLimit: 1_000) { request, _ in
    .text(String(try await request.body.collect(upTo: 1_000).count))
  }
  router.get("/v1/cases/{number}") { _, parameters in .text(try parameters.require("number")) }
}

/// Sends one text over a connection of its own and gives back all that comes until the server closes.
func exchange(_ address: ListenAddress, _ text: String) async throws -> String? {
  try await exchange(address, Array(text.utf8))
}

func exchange(_ address: ListenAddress, _ bytes: [UInt8]) async throws -> String? {
  try await onThread {
    let client = try RawClient(address)
    client.send(bytes)
    return client.receiveAll()
  }
}

/// Expects that what comes back until the server closes has this end.
func expectAnswer(
  from address: ListenAddress, to text: String, endsWith end: String,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let answer = try await exchange(address, text)
  #expect(answer?.hasSuffix(end) == true, "\(answer ?? "no end")", sourceLocation: sourceLocation)
}
