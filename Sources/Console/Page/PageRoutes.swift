import Casebook
import HTTPServer

/// The pages and the three files that they need.
struct PageRoutes: Sendable {
  let home: HomePage
  let casePage: CasePage

  init(services: ConsoleServices, board: FlowBoard) {
    home = HomePage(services: services, board: board)
    casePage = CasePage(services: services)
  }

  func add(to router: inout Router) {
    let (home, casePage) = (home, casePage)
    router.get("/") { request, _ in try await home.respond(request) }
    router.get("/cases/{number}") { request, path in
      try await casePage.respond(request, number: try path.require("number"))
    }
    let assets = [
      "page.css": StaticAsset(Array(PageStyle.text.utf8), contentType: "text/css; charset=utf-8"),
      "page.js": StaticAsset(Array(PageScript.text.utf8), contentType: "text/javascript; charset=utf-8"),
      "icon.svg": StaticAsset(Array(PageIcon.text.utf8), contentType: "image/svg+xml"),
    ]
    for (name, asset) in assets {
      router.get("/assets/\(name)") { request, _ in asset.response(to: request) }
    }
  }
}
