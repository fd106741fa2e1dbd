import Casework

/// Reads `Config/routes.yaml` against the procedures.
struct RoutesReader {
  let procedures: [Procedure]

  func read(_ file: Section) -> RouteTable? {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let sections = file.sections("routes")
    file.noDuplicates(sections.compactMap { $0.optionalPlacedText("route") }, Bilingual("路径", "route"))
    let rows = sections.compactMap(row)
    let missing = RouteCode.allCases.filter { code in !rows.contains { $0.route == code } }.map(\.rawValue)
    if rows.count == sections.count, !missing.isEmpty {
      file.fault(
        "missing-route", at: "routes",
        Bilingual("缺少路径：\(missing.joined(separator: "、"))", "routes without a row: \(missing.joined(separator: ", "))"))
    }
    return RouteTable(rows)
  }

  private func row(_ section: Section) -> RouteAssignment? {
    defer { section.finish() }
    let route = section.choice("route", RouteCode.self)
    let docket = section.choice("docket", Docket.self)
    let waits = section.flag("awaits_confirmation")
    let procedure = section.placedText("procedure")
    let state = section.placedText("first_state")
    guard let procedure, let state else { return nil }
    check(procedure, state, section)
    guard let route, let docket, let waits else { return nil }
    return RouteAssignment(
      route: route, docket: docket, procedure: procedure.value, firstState: state.value, awaitsConfirmation: waits)
  }

  private func check(_ name: Placed<String>, _ state: Placed<String>, _ section: Section) {
    guard let procedure = procedures.first(where: { $0.id == name.value }) else {
      section.faults.add(
        "unknown-procedure", at: name.place,
        Bilingual("Config/procedures 中没有程序 \(name.value)", "there is no procedure \(name.value) in Config/procedures"))
      return
    }
    guard !procedure.openingStates.contains(state.value) else { return }
    let states = procedure.openingStates
    section.faults.add(
      "not-an-opening-state", at: state.place,
      Bilingual(
        "程序 \(name.value) 不能从 \(state.value) 开始；可以从：\(states.joined(separator: "、"))",
        "a case of \(name.value) cannot open in \(state.value); it may in \(states.joined(separator: ", "))"))
  }
}
