import ArgumentParser
import Casebook
import Casework
import Rulebook

/// The conditions by which cases are chosen.
struct CaseFilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("承办处", "the docket", value: Bilingual("承办处", "docket")))
  var docket: Docket?

  @Option(help: ArgumentHelp("路径代码", "the route's code", value: Bilingual("路径", "route")))
  var route: RouteCode?

  @Option(help: ArgumentHelp("状态代码", "the state's code", value: Bilingual("状态", "state")))
  var state: String?

  @Option(help: ArgumentHelp("地区代码或名称", "a region's code or name", value: Bilingual("地区", "region")))
  var region: String?

  @Flag(help: ArgumentHelp("只看未办结的", "open ones only"))
  var open = false

  @Flag(help: ArgumentHelp("只看已办结的", "closed ones only"))
  var closed = false

  @Flag(help: ArgumentHelp("只看待人工确认的", "those that await a person's confirmation"))
  var awaiting = false

  @Option(
    help: ArgumentHelp("判定标记，如 short_deadline", "a flag such as short_deadline", value: Bilingual("标记", "flag")))
  var flag: String?

  @Option(help: ArgumentHelp("受理编号", "a registration number", value: Bilingual("受理编号", "number")))
  var registration: String?

  @Option(help: ArgumentHelp("立案日期不早于", "opened on this day or later", value: Bilingual("日期", "date")))
  var from: LocalDate?

  @Option(help: ArgumentHelp("立案日期不晚于", "opened on this day or before", value: Bilingual("日期", "date")))
  var until: LocalDate?

  mutating func validate() throws {
    if open && closed {
      throw ValidationError(spoken("--open 和 --closed 只能用一个", "--open and --closed exclude each other"))
    }
    if let from, let until, until < from {
      throw ValidationError(spoken("--until 早于 --from", "--until is before --from"))
    }
  }

  /// The filter; throws when the region is unknown or stands for several.
  func filter(_ regions: Regions) throws -> CaseFilter {
    var filter = CaseFilter(
      docket: docket, route: route, state: state, region: try code(of: region, in: regions),
      isClosed: open ? false : closed ? true : nil, awaitsConfirmation: awaiting ? true : nil, flag: flag,
      registration: try number(), openedFrom: from?.start(), openedBefore: until?.adding(days: 1).start())
    // What a sealed case does not show cannot be asked for either.
    filter.hidesSealed = region != nil || flag != nil || registration != nil || (route != nil && route != .supervision)
    return filter
  }

  private func number() throws -> String? {
    guard let registration else { return nil }
    guard let number = RegistrationNumber(registration) else { throw CaseNumberReading.failure(registration) }
    return number.text
  }

  private func code(of region: String?, in regions: Regions) throws -> String? {
    guard let region else { return nil }
    switch regions.find(region) {
    case .at(let found): return found.code
    case .nowhere:
      throw CommandFailure("没有地区 \(region)；请写代码（如 441802）或全名", "no region \(region): write its code, such as 441802")
    case .ambiguous(let several):
      let codes = several.map { "\($0.name) \($0.code)" }
      throw CommandFailure(
        "\(region) 可以是 \(codes.joined(separator: "、"))；请写代码",
        "\(region) may be \(codes.joined(separator: ", ")): write the code")
    }
  }
}
