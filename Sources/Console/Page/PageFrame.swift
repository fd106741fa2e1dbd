import Casework
import HTTPServer

/// What all pages have in common: head, title, language switch.
struct PageFrame: Sendable {
  /// Nothing but what this server serves, and no style or script inside a page.
  static let contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

  let language: Language
  /// The path of the page, for the switch to the other language.
  let path: String

  /// The language that `?lang=` asks for; Chinese unless told otherwise.
  init(_ request: HTTPRequest) throws(ProblemDetails) {
    var query = QueryReader(request)
    let language = query.choice("lang", of: Language.self)
    try query.finish()
    self.language = language ?? .chinese
    path = "/" + request.segments.joined(separator: "/")
  }

  func say(_ zh: String, _ en: String) -> String { language == .chinese ? zh : en }

  /// The address of another page in the same language.
  func link(_ path: String) -> String { language == .chinese ? path : path + "?lang=en" }

  func page(_ title: String, _ main: Markup) -> HTTPResponse {
    let other: Language = language == .chinese ? .english : .chinese
    let otherLink = other == .chinese ? path : path + "?lang=en"
    let html: Markup = """
      <!doctype html>
      <html lang="\(language == .chinese ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
      <link rel="stylesheet" href="/assets/page.css">
      <script src="/assets/page.js" defer></script>
      </head>
      <body>
      <a class="skip" href="#main">\(say("跳到正文", "Skip to content"))</a>
      <header>
      <p class="brand"><a href="\(link("/"))">分流 <span>Fenliu</span></a></p>
      <p class="motto">\(say("受理群众诉求，依法分流，跟踪到底", "what citizens bring, on its lawful way, followed to the end"))</p>
      <p class="live" role="status" data-live="\(say("实时", "live"))" data-lost="\(say("连接中断，重试中", "connection lost, trying again"))"></p>
      <nav><a href="\(otherLink)" lang="\(other == .chinese ? "zh-CN" : "en")" hreflang="\(other == .chinese ? "zh-CN" : "en")">\(other == .chinese ? "中文" : "English")</a></nav>
      </header>
      <main id="main">
      \(main)
      </main>
      <footer><p>\(say("仅在本机可见；个人信息已遮盖，检举控告密封。", "Seen on this machine only; personal data are covered, accusations sealed."))
      <a href="/v1/flow">/v1/flow</a> · <a href="/v1/cases">/v1/cases</a> · <a href="/metrics">/metrics</a></p></footer>
      </body>
      </html>

      """
    return HTTPResponse(
      Array(html.text.utf8), contentType: "text/html; charset=utf-8",
      headers: ["Content-Security-Policy": Self.contentSecurityPolicy, "Content-Language": language.rawValue])
  }
}
