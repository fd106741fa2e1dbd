/// The flow from left to right.
struct WideFlow {
  static let width = 1_180.0
  static let height = 446.0
  /// How wide the whole stream is.
  private static let stream = 150.0
  private static let middle = height / 2

  private static let doorX = 8.0
  private static let doorWidth = 168.0
  private static let intakeX = 290.0
  private static let routerX = 540.0
  private static let stationWidth = 136.0
  private static let stationHeight = 190.0
  private static let endX = 856.0
  private static let endWidth = 316.0
  private static let endHeight = 54.0

  let stations: FlowPicture.Stations

  var markup: Markup {
    let ribbons: Markup = "\(doorRibbons)\(mainRibbon)\(endRibbons)"
    let doors = Markup.joined(stations.doors.enumerated().map { index, door in doorBox(door, at: index) })
    let ends = Markup.joined(stations.ends.enumerated().map { index, end in endBox(end, at: index) })
    return """
      <g class="ribbons">\(ribbons)</g>
      \(doors)\(station(stations.intake, x: Self.intakeX))\(station(stations.router, x: Self.routerX))\(ends)
      \(badge(stations.waitingBefore, x: (Self.intakeX + Self.stationWidth + Self.routerX) / 2))
      \(badge(stations.waitingAfter, x: Self.routerX + Self.stationWidth + 78))
      """
  }

  // MARK: Streams

  private var doorRibbons: Markup {
    let slices = slices(stations.doors.map(\.volume))
    return .joined(
      zip(stations.doors.indices, slices).map { index, slice in
        ribbon(
          stations.doors[index].code, from: (Self.doorX + Self.doorWidth, doorMiddle(index)),
          to: (Self.intakeX, slice.middle), thickness: slice.thickness)
      })
  }

  private var mainRibbon: Markup {
    guard stations.intake.volume > 0 else { return "" }
    return ribbon(
      "main", from: (Self.intakeX + Self.stationWidth, Self.middle), to: (Self.routerX, Self.middle),
      thickness: Self.stream)
  }

  private var endRibbons: Markup {
    let slices = slices(stations.ends.map(\.volume))
    return .joined(
      zip(stations.ends.indices, slices).map { index, slice in
        ribbon(
          stations.ends[index].code, from: (Self.routerX + Self.stationWidth, slice.middle),
          to: (Self.endX, endMiddle(index)), thickness: slice.thickness)
      })
  }

  private struct Slice {
    var middle: Double
    var thickness: Double
  }

  /// The stream cut into parts one below the other; a part that is there at all can be seen.
  private func slices(_ volumes: [Int64]) -> [Slice] {
    let total = Double(max(1, volumes.reduce(0, +)))
    let shares = volumes.map { $0 == 0 ? 0 : max(2, Double($0) / total * Self.stream) }
    var top = Self.middle - shares.reduce(0, +) / 2
    return shares.map { share in
      defer { top += share }
      return Slice(middle: top + share / 2, thickness: share)
    }
  }

  private func ribbon(
    _ code: String, from start: (Double, Double), to end: (Double, Double), thickness: Double
  ) -> Markup {
    guard thickness > 0 else { return "" }
    let bend = (start.0 + end.0) / 2
    // Both ends fit the boxes: a stream is never wider than the box that it comes from or goes to.
    let first = min(thickness, start.0 < Self.intakeX ? 60 : thickness) / 2
    let last = min(thickness, end.0 == Self.endX ? Self.endHeight : thickness) / 2
    return """
      <path class="ribbon \(code)" d="M\(start.0) \(start.1 - first)C\(bend) \(start.1 - first) \(bend) \(end.1 - last) \(end.0) \(end.1 - last)\
      V\(end.1 + last)C\(bend) \(end.1 + last) \(bend) \(start.1 + first) \(start.0) \(start.1 + first)Z"/>
      """
  }

  // MARK: Boxes

  private func doorMiddle(_ index: Int) -> Double { Self.middle + Double(index - 1) * 118 }

  private func endMiddle(_ index: Int) -> Double { 6 + Self.endHeight / 2 + Double(index) * 63.3 }

  private func doorBox(_ door: FlowPicture.Stations.End, at index: Int) -> Markup {
    let y = doorMiddle(index) - 32
    return """
      <g class="box \(door.code)"><rect x="\(Self.doorX)" y="\(y)" width="\(Self.doorWidth)" height="64" rx="10"/>
      <text class="name" x="\(Self.doorX + 14)" y="\(y + 26)">\(door.title)</text>
      <text class="volume" x="\(Self.doorX + 14)" y="\(y + 51)">\(HomePage.grouped(door.volume))</text></g>
      """
  }

  private func station(_ station: FlowPicture.Stations.End, x: Double) -> Markup {
    let (y, center) = (Self.middle - Self.stationHeight / 2, x + Self.stationWidth / 2)
    return """
      <g class="box station \(station.code)"><rect x="\(x)" y="\(y)" width="\(Self.stationWidth)" height="\(Self.stationHeight)" rx="12"/>
      <text class="name" x="\(center)" y="\(Self.middle - 26)">\(station.title)</text>
      <text class="volume big" x="\(center)" y="\(Self.middle + 12)">\(HomePage.grouped(station.volume))</text>
      <text class="detail" x="\(center)" y="\(Self.middle + 40)">\(station.detail)</text></g>
      """
  }

  private func endBox(_ end: FlowPicture.Stations.End, at index: Int) -> Markup {
    let y = endMiddle(index) - Self.endHeight / 2
    return """
      <g class="box end \(end.code)"><rect x="\(Self.endX)" y="\(y)" width="\(Self.endWidth)" height="\(Self.endHeight)" rx="9"/>
      <rect class="mark" x="\(Self.endX)" y="\(y + 8)" width="5" height="\(Self.endHeight - 16)" rx="2"/>
      <text class="name" x="\(Self.endX + 18)" y="\(y + 23)">\(end.title)</text>
      <text class="detail" x="\(Self.endX + 18)" y="\(y + 43)">\(end.detail)</text>
      <text class="volume last" x="\(Self.endX + Self.endWidth - 14)" y="\(y + 34)">\(HomePage.grouped(end.volume))</text></g>
      """
  }

  private func badge(_ text: String?, x: Double) -> Markup {
    guard let text else { return "" }
    let width = Double(text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 8 : 14) }) + 22
    let y = Self.middle + 104
    return """
      <g class="badge"><rect x="\(x - width / 2)" y="\(y)" width="\(width)" height="28" rx="14"/>
      <text x="\(x)" y="\(y + 19)">\(text)</text></g>
      """
  }
}
