/// The flow from top to bottom, for a telephone: streams become bars.
struct NarrowFlow {
  static let width = 380.0
  static let height = 694.0
  private static let endTop = 232.0
  private static let endPitch = 66.0

  let stations: FlowPicture.Stations

  var markup: Markup {
    let doors = stations.doors.enumerated().map { index, door -> Markup in
      let x = Double(index) * 128
      return """
        <g class="box \(door.code)"><rect x="\(x)" y="2" width="124" height="58" rx="9"/>
        <text class="name" x="\(x + 10)" y="24">\(door.title)</text>
        <text class="volume" x="\(x + 10)" y="48">\(HomePage.grouped(door.volume))</text></g>
        """
    }
    return """
      \(ribbons)\(Markup.joined(doors))\(station(stations.intake, y: 90))\(station(stations.router, y: 160))
      \(badge(stations.waitingBefore, y: 138))\(badge(stations.waitingAfter, y: 208))
      \(Markup.joined(stations.ends.enumerated().map { index, end in row(end, at: index) }))
      """
  }

  /// From each door that was used to the intake, and on to the router.
  private var ribbons: Markup {
    let doors = stations.doors.enumerated().filter { $0.element.volume > 0 }.map { index, door -> Markup in
      let (from, to) = (Double(index) * 128 + 62, Double(index) * 60 + 130)
      return """
        <path class="ribbon \(door.code)" d="M\(from - 24) 58C\(from - 24) 78 \(to - 20) 70 \(to - 20) 92\
        H\(to + 20)C\(to + 20) 70 \(from + 24) 78 \(from + 24) 58Z"/>
        """
    }
    guard !doors.isEmpty else { return "" }
    return "\(Markup.joined(doors))<path class=\"ribbon main\" d=\"M110 138H270V162H110Z\"/>"
  }

  private func station(_ station: FlowPicture.Stations.End, y: Double) -> Markup {
    """
    <g class="box station"><rect x="60" y="\(y)" width="260" height="50" rx="10"/>
    <text class="name first" x="76" y="\(y + 31)">\(station.title)</text>
    <text class="detail" x="178" y="\(y + 31)">\(station.detail)</text>
    <text class="volume last" x="306" y="\(y + 33)">\(HomePage.grouped(station.volume))</text></g>
    """
  }

  private func row(_ end: FlowPicture.Stations.End, at index: Int) -> Markup {
    let total = Double(max(1, stations.ends.reduce(0) { $0 + $1.volume }))
    let y = Self.endTop + Double(index) * Self.endPitch
    let bar = end.volume == 0 ? 0 : max(3, Double(end.volume) / total * Self.width)
    return """
      <g class="box end \(end.code)"><rect x="0" y="\(y)" width="\(Self.width)" height="60" rx="9"/>
      <rect class="mark" x="0" y="\(y + 54)" width="\(bar)" height="6" rx="3"/>
      <text class="name" x="12" y="\(y + 24)">\(end.title)</text>
      <text class="detail" x="12" y="\(y + 45)">\(end.detail)</text>
      <text class="volume last" x="\(Self.width - 12)" y="\(y + 35)">\(HomePage.grouped(end.volume))</text></g>
      """
  }

  private func badge(_ text: String?, y: Double) -> Markup {
    guard let text else { return "" }
    return """
      <g class="badge"><rect x="90" y="\(y)" width="200" height="24" rx="12"/>
      <text x="190" y="\(y + 17)">\(text)</text></g>
      """
  }
}
