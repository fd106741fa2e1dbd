public import EventLog
import Testing

/// Kills a working process at random moments, and looks each time at what it left: nothing acknowledged is lost, nothing is
/// doubled, and what was to be one step was done or not done.
public struct CrashRounds: Sendable {
  /// Where the child finds the log, as its argument.
  public var place: String
  public var rounds: Int
  /// The longest time after which the child is killed, in milliseconds, counted from its first word.
  public var longest: Int
  /// Whether offsets count up without gaps; a log that writes marks of its own between records has some.
  public var hasGaps: Bool
  public var open: @Sendable () async throws -> any EventLog

  public init(
    place: String, rounds: Int, longest: Int, hasGaps: Bool, open: @escaping @Sendable () async throws -> any EventLog
  ) {
    self.place = place
    self.rounds = rounds
    self.longest = longest
    self.hasGaps = hasGaps
    self.open = open
  }

  /// - Returns: in how many rounds the child was killed at work.
  public func run() async throws -> Int {
    var acknowledged: Set<Int> = []
    var relayed = 0
    var next = 0
    var killedAtWork = 0
    for round in 0..<rounds {
      let child = try CrashChildProcess(["work", place, "\(next)"])
      // One in four is killed while it opens the log, the others at work.
      if round % 4 != 3 { try await child.isHeard() }
      try await Task.sleep(for: .milliseconds(Int.random(in: 1...longest)))
      let told = try await child.kill()
      for line in told {
        let words = line.split(separator: " ")
        let figures = words.dropFirst().compactMap { Int($0) }
        switch words.first {
        case "appended": acknowledged.formUnion((0..<figures[1]).map { figures[0] + $0 * 3 })
        case "relayed": relayed = max(relayed, figures[0])
        default: Issue.record("the child said: \(line)")
        }
      }
      if !told.isEmpty { killedAtWork += 1 }
      next = try await check(acknowledged, relayed, round)
    }
    #expect(!acknowledged.isEmpty)
    return killedAtWork
  }

  /// What must be so whenever the process died. Returns the first number that is free.
  private func check(_ acknowledged: Set<Int>, _ relayed: Int, _ round: Int) async throws -> Int {
    let log = try await open()
    try await log.ensure(topics: ["in", "out", "relayed"].map { TopicSpecification(name: $0, partitions: 3) })
    // Taken over first: what the dead publisher left open is ended by that.
    let position = Int(try await log.publisher(id: "relay").position() ?? 0)
    let input = try await records(log, "in")
    let numbers = Set(input.compactMap(number))
    #expect(numbers.count == input.count, "round \(round): a record is there twice")
    #expect(acknowledged.isSubset(of: numbers), "round \(round): an acknowledged record is gone")

    let committed = try await log.committedOffsets(group: "g")
    let finished = input.filter { $0.coordinates.offset < committed[$0.coordinates.partition] ?? 0 }
    let outputs = try await records(log, "out").compactMap(number)
    #expect(outputs.count == finished.count, "round \(round): outputs and offsets differ")
    #expect(Set(outputs) == Set(finished.compactMap(number)), "round \(round)")

    #expect(position >= relayed, "round \(round)")
    #expect(try await records(log, "relayed").compactMap(number).sorted() == Array(0..<position), "round \(round)")
    await log.close()
    return (numbers.max() ?? -1) + 1
  }

  private func records(_ log: any EventLog, _ topic: String) async throws -> [ConsumedRecord] {
    var records: [ConsumedRecord] = []
    for (partition, marks) in try await log.watermarks(topic: topic) {
      var found: [ConsumedRecord] = []
      var next = marks.low
      while next < marks.high {
        let page = try await log.read(partition, from: next, maxRecords: 10_000)
        guard let last = page.last else { break }
        found += page
        next = last.coordinates.offset + 1
      }
      if !hasGaps { #expect(found.map(\.coordinates.offset) == Array(marks.low..<marks.high), "offsets without gaps") }
      records += found
    }
    return records
  }
}
