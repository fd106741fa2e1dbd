import Testing

@testable import EventLogKafka

/// The two transactions in turn, without any I/O.
@Suite struct TransactionPipelineTests {
  typealias Event = TransactionPipeline.Event
  typealias Action = TransactionPipeline.Action

  /// What each event leads to, one after the other.
  private func actions(_ events: [Event]) -> [[Action]] {
    var pipeline = TransactionPipeline()
    return events.map { pipeline.handle($0) }
  }

  static let stories: [(name: String, events: [Event], actions: [[Action]])] = [
    (
      "the next batch is read and decided while one is flushed, and produced only then",
      [.started, .read, .decided, .produced, .read, .decided, .flushed, .produced, .committed],
      [
        [.read], [.decide], [.produce], [.promote, .read], [.decide], [], [.commit, .produce], [],
        [.settle, .promote, .read],
      ]
    ),
    (
      "a batch that is produced waits until the one before is known to be committed",
      [.started, .read, .decided, .produced, .flushed, .read, .decided, .produced, .committed],
      [
        [.read], [.decide], [.produce], [.promote, .read], [.commit], [.decide], [.produce], [],
        [.settle, .promote, .read],
      ]
    ),
    (
      "the end lets both through",
      [
        .started, .read, .decided, .produced, .read, .ended, .decided, .flushed, .produced, .committed, .flushed,
        .committed,
      ],
      [
        [.read], [.decide], [.produce], [.promote, .read], [.decide], [], [], [.commit, .produce], [],
        [.settle, .promote], [.commit], [.settle, .finish],
      ]
    ),
    ("the end of an idle one", [.started, .ended], [[.read], [.finish]]),
    (
      "a commit that fails takes the next batch with it",
      [.started, .read, .decided, .produced, .flushed, .read, .decided, .behindFailed, .produced],
      [[.read], [.decide], [.produce], [.promote, .read], [.commit], [.decide], [.produce], [.drop], []]
    ),
    (
      "a failure ahead waits for the commit behind",
      [.started, .read, .decided, .produced, .flushed, .read, .aheadFailed, .committed],
      [[.read], [.decide], [.produce], [.promote, .read], [.commit], [.decide], [], [.settle, .drop]]
    ),
    (
      "both fail", [.started, .read, .decided, .produced, .flushed, .aheadFailed, .behindFailed],
      [[.read], [.decide], [.produce], [.promote, .read], [.commit], [], [.drop]]
    ),
    ("nothing behind: a failure drops at once", [.started, .read, .aheadFailed], [[.read], [.decide], [.drop]]),
  ]

  @Test(arguments: stories) func goesItsWay(name: String, events: [Event], expected: [[Action]]) {
    #expect(actions(events) == expected, "\(name)")
  }

  /// Every order of events up to a length: whatever comes, the promises hold.
  @Test func noOrderOfEventsBreaksAPromise() {
    var states = [TransactionPipeline()]
    var seen: [TransactionPipeline] = []
    while let pipeline = states.popLast() {
      guard !seen.contains(pipeline) else { continue }
      seen.append(pipeline)
      for event in Event.allCases where event != .started || pipeline == TransactionPipeline() {
        var next = pipeline
        let actions = next.handle(event)
        // Nothing is produced while the records before are not all in the log.
        if actions.contains(.produce) { #expect(next.behind != .flushing) }
        // No second batch is on its way to its commit before the first is settled.
        if actions.contains(.promote) { #expect(pipeline.behind == .none || actions.first == .settle) }
        #expect(
          actions.contains(.settle) == (event == .committed && pipeline.behind == .committing && pipeline.end != .over))
        // Who ends has nothing on its way, or drops it.
        if actions.contains(.finish) { #expect(next.ahead == .none && next.behind == .none) }
        if next.end == .over {
          #expect(pipeline.end == .over || actions.last == .finish || actions.last == .drop)
        }
        if pipeline.end == .over { #expect(actions.isEmpty) }
        states.append(next)
      }
    }
    #expect(seen.count > 20)
  }
}
