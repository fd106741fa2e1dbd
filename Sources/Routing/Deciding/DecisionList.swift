import Casework
import Formats
public import Messages
public import Rulebook
public import TextMatching

/// The words that were found in a submission.
public struct SubmissionReading: Sendable {
  let reading: Reading
}

/// The decision list of `Config/routing.yaml`, ready to decide.
///
/// Deciding is pure: the same list and submission give the same requests. One list can be used from several threads.
public struct DecisionList: Sendable {
  let list: CompiledList
  let regions: Regions?

  /// Reads and checks the list; throws all that is wrong with it, with line and column.
  ///
  /// - Parameters:
  ///   - yaml: The bytes of the file.
  ///   - file: The file's name for messages.
  ///   - regions: The places of the city, by which a place in words is known; `nil`: only codes are.
  ///   - engine: Which engine finds the words.
  ///   - patternCache: A folder for the compiled words; `nil` for none.
  public init(
    yaml: [UInt8], file: String, regions: Regions?, engine: MatcherEngine = .preferred, patternCache: String? = nil
  ) throws(FaultList) {
    let data: RoutingList
    do {
      data = try YAMLDecoder().decode(RoutingList.self, from: yaml, file: file)
    } catch {
      throw FaultList([Fault(error)])
    }
    try self.init(data, regions: regions, engine: engine, patternCache: patternCache)
  }

  /// Checks a list that was read; throws all that is wrong with it, with line and column.
  public init(
    _ data: RoutingList, regions: Regions?, engine: MatcherEngine = .preferred, patternCache: String? = nil
  ) throws(FaultList) {
    self.regions = regions
    var compiler = ListCompiler(data)
    list = try compiler.compile(engine: engine, patternCache: patternCache)
  }

  /// The day from which the list holds.
  public var effective: String { list.effective }

  /// The requests in `submission` with their routes, the primary one first; never empty.
  ///
  /// With `explaining`, each carries the gates that were asked before and why they did not decide. In a request for
  /// supervision the reasons name the signals but not the words.
  public func decide(_ submission: Submission, explaining: Bool = false) -> [RoutedRequest] {
    decide(read(submission), explaining: explaining)
  }

  /// The words of `submission`, found once for screening and deciding.
  public func read(_ submission: Submission) -> SubmissionReading {
    SubmissionReading(reading: Reading(submission, with: list.vocabulary, in: regions))
  }

  /// The requests in what was read, as for the submission itself.
  public func decide(_ read: SubmissionReading, explaining: Bool = false) -> [RoutedRequest] {
    let reading = read.reading
    var requests = Splitter(list, reading, explaining: explaining).requests()
    let ranks = requests.map { rank($0) }
    if let first = ranks.indices.min(by: { ranks[$0] < ranks[$1] }) {
      requests[first].isPrimary = true
      requests.swapAt(0, first)
    }
    return requests
  }

  /// What `text` accuses somebody in office of; `nil` when nothing. Asked by intake before anything is stored; in doubt
  /// it says yes.
  public func screen(_ text: String) -> Accusation? {
    let reading = Reading(Self.nothing(but: text), with: list.vocabulary, in: regions)
    return Splitter(list, reading, explaining: false).accusation()
  }

  /// What the text of a submission that was read accuses somebody of, as for the text itself.
  public func screen(_ read: SubmissionReading) -> Accusation? {
    let reading = Reading(textOf: read.reading, as: Self.nothing(but: read.reading.submission.text))
    return Splitter(list, reading, explaining: false).accusation()
  }

  private static func nothing(but text: String) -> Submission {
    Submission(
      key: BusinessKey(source: "screen", externalID: "0"), receivedAt: 0, channel: .other, text: text,
      details: .hotline(HotlineDetails(matter: nil, caller: Caller(disclosure: .anonymous))))
  }

  private func rank(_ request: RoutedRequest) -> Int {
    let decision = request.decision
    return list.primaryRank["\(decision.gate).\(request.clause)"]
      ?? min(list.primaryRank[decision.gate] ?? Int.max, list.primaryRank[decision.route.rawValue] ?? Int.max)
  }
}
