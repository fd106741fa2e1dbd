public import Casework

/// The rules of the house: what `Config/` and `Topics/` say, read and checked.
///
/// A value: whoever holds one keeps working by it, whatever becomes of the files.
public struct Rulebook: Sendable {
  public var laws: Laws
  public var roles: [ProcedureRole]
  public var procedures: [Procedure]
  /// Which procedures shut each other out.
  public var exclusivity: Exclusivity
  public var routes: RouteTable
  public var regions: Regions
  public var organs: [PublicOrgan]
  /// What documents the procedures know, by file.
  public var letters: [LetterForm]
  public var mappings: [ColumnMapping]
  /// By year.
  public var calendar: [CalendarYear]
  /// The periods, under the change-over `at_start`; see ``DeadlineTable/with(changeOver:)``.
  public var deadlines: DeadlineTable
  /// In the order of files and names.
  public var topics: [TopicPlan]
  /// What works and should be looked at.
  public var warnings: [Fault]

  /// The calendar of working days that the years make.
  public var workingCalendar: WorkingCalendar { WorkingCalendar(years: calendar) }

  /// The procedure with this identifier.
  public func procedure(_ id: String) -> Procedure? { procedures.first { $0.id == id } }

  /// The procedure that cases of a route follow. Reading refuses a route without one.
  public func procedure(for route: RouteCode) -> Procedure? { procedure(routes[route].procedure) }

  /// The document of a procedure with this identifier.
  public func letter(_ id: String, of procedure: String) -> LetterForm? {
    letters.first { $0.id == id && $0.procedure == procedure }
  }

  /// The mapping with this identifier; `default` is the one for files that name none.
  public func mapping(_ id: String) -> ColumnMapping? { mappings.first { $0.id == id } }

  public func topic(_ name: String) -> TopicPlan? { topics.first { $0.name == name } }

  /// Reads both folders.
  ///
  /// - Parameters:
  ///   - fieldPaths: by kind, the paths of a submission's fields, against which mappings are checked; a kind that is not
  ///     in it is not checked.
  ///   - today: for the warning that the calendar of holidays runs out; `nil`: no warnings of dates.
  /// - Throws: every fault of every file, not only the first.
  public static func load(
    configFolder: String, topicsFolder: String, fieldPaths: [String: Set<String>] = [:], today: LocalDate? = nil
  ) throws(FaultList) -> Rulebook {
    let (rulebook, faults) = read(
      configFolder: configFolder, topicsFolder: topicsFolder, fieldPaths: fieldPaths, today: today)
    guard let rulebook, faults.errors.isEmpty else { throw FaultList(faults.errors) }
    return rulebook
  }

  /// All faults and warnings of both folders, for `fenliu check`.
  public static func check(
    configFolder: String, topicsFolder: String, fieldPaths: [String: Set<String>] = [:], today: LocalDate? = nil
  ) -> FaultList {
    read(configFolder: configFolder, topicsFolder: topicsFolder, fieldPaths: fieldPaths, today: today).faults
  }
}
