/// Keeps pages of other sites from using a visitor's browser against this server.
///
/// A server on the loopback is reached by every page that its user opens. Two things are refused with 403: a host name
/// that is not ours (a foreign name made to point here: DNS rebinding), and a request that changes something and comes from
/// another site's page (cross-site request forgery). A program that is no browser sends neither `Origin` nor
/// `Sec-Fetch-Site` and is not affected.
public struct BrowserGuard: HTTPMiddleware {
  private let hosts: Set<String>

  /// - Parameter hosts: names, without a port, under which the server is reached, besides the loopback's own.
  public init(hosts: [String] = []) {
    self.hosts = Set((hosts + ["localhost", "127.0.0.1", "[::1]"]).map { ASCII.lowercased($0) })
  }

  public func respond(
    to request: HTTPRequest, next: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async -> HTTPResponse {
    // Only the owner's own programs reach a Unix socket, and no browser does.
    if case .unix = request.remote { return await next(request) }
    let host = request.headers["Host"] ?? ""
    guard host.isEmpty || hosts.contains(Self.name(of: host)) else {
      return ProblemDetails(.forbidden, detail: "不是本服务的主机名。 Not a host name of this service.").response
    }
    let isSafe = [.get, .head, .options].contains(request.method)
    guard isSafe || !isFromAnotherSite(request, host: host) else {
      return ProblemDetails(.forbidden, detail: "不接受其他网站发起的请求。 Requests from other sites are refused.").response
    }
    return await next(request)
  }

  private func isFromAnotherSite(_ request: HTTPRequest, host: String) -> Bool {
    if let site = request.headers["Sec-Fetch-Site"], site != "same-origin", site != "none" { return true }
    guard let origin = request.headers["Origin"] else { return false }
    return !["http://", "https://"].contains { ASCII.equalIgnoringCase(origin, $0 + host) }
  }

  /// The host without its port, in lower case.
  private static func name(of host: String) -> String {
    let lowered = ASCII.lowercased(host)
    if lowered.hasPrefix("[") { return lowered.firstIndex(of: "]").map { String(lowered[...$0]) } ?? lowered }
    return String(lowered.prefix { $0 != ":" })
  }
}
