/// The last ten minutes as a small curve: what was registered, and what reached a docket.
struct Sparkline {
  static let width = 300.0
  static let height = 48.0

  let recent: FlowRecent
  let frame: PageFrame

  var markup: Markup {
    let most = max(1, (recent.registered + recent.settled).max() ?? 1)
    let total = recent.registered.reduce(0, +)
    let label = frame.say(
      "最近十分钟登记 \(total) 件", "\(total) registered in the last ten minutes")
    return """
      <figure class="spark"><svg viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(label)" preserveAspectRatio="none">
      <polygon class="area" points="0,\(Self.height) \(points(recent.registered, most)) \(Self.width),\(Self.height)"/>
      <polyline class="settled" points="\(points(recent.settled, most))"/>
      </svg><figcaption>\(label)</figcaption></figure>
      """
  }

  private func points(_ values: [Int64], _ most: Int64) -> Markup {
    let step = Self.width / Double(max(1, values.count - 1))
    let points = values.enumerated().map { index, value -> Markup in
      "\(Double(index) * step),\(Self.height - 2 - Double(value) / Double(most) * (Self.height - 4))"
    }
    return .joined(points, separator: " ")
  }
}
