/// Brings a cluster to what the files want, as far as that was allowed.
///
/// Every step can be done again, and what is to be done is found out anew each time: an application that was cut short is
/// finished by the next one.
public struct TopicsApplication: Sendable {
  /// What may be done beyond creating topics and merging settings.
  public struct Permissions: Sendable, Hashable {
    /// More partitions for topics that exist, though keys go elsewhere from then on.
    public var growsPartitions = false
    /// Settings under which the cluster may remove records that it now keeps.
    public var mayDiscard = false
    /// Settings that the files do not name go back to their defaults.
    public var prunesSettings = false

    public init(growsPartitions: Bool = false, mayDiscard: Bool = false, prunesSettings: Bool = false) {
      self.growsPartitions = growsPartitions
      self.mayDiscard = mayDiscard
      self.prunesSettings = prunesSettings
    }
  }

  /// One thing to be done.
  public enum Step: Sendable, Hashable {
    case create(WantedTopic)
    case grow(topic: String, from: Int, to: Int)
    case change(topic: String, set: [String: String], reset: [String])
  }

  /// What is to be done, topic by topic.
  public let steps: [Step]
  /// What differs and stays so, because it is impossible or was not permitted.
  public let heldBack: [(topic: String, finding: TopicFinding)]

  public init(_ comparison: TopicsComparison, _ permissions: Permissions) {
    var steps: [Step] = []
    var heldBack: [(topic: String, finding: TopicFinding)] = []
    for entry in comparison.entries {
      var set: [String: String] = [:]
      var reset: [String] = []
      for finding in entry.findings {
        switch finding {
        case .add:
          if let wanted = entry.wanted { steps.append(.create(wanted)) }
        case .grow(let from, let to, let movesKeys):
          if permissions.growsPartitions || !movesKeys {
            steps.append(.grow(topic: entry.name, from: from, to: to))
          } else {
            heldBack.append((entry.name, finding))
          }
        case .change(let setting, _, let value, let mayDiscard):
          if permissions.mayDiscard || !mayDiscard {
            set[setting] = value
          } else {
            heldBack.append((entry.name, finding))
          }
        case .extra(let setting, _):
          if permissions.prunesSettings { reset.append(setting) }
        case .impossible: heldBack.append((entry.name, finding))
        case .keep, .unmanaged, .unhealthy: break
        }
      }
      if !set.isEmpty || !reset.isEmpty {
        steps.append(.change(topic: entry.name, set: set, reset: reset.sorted()))
      }
    }
    self.steps = steps
    self.heldBack = heldBack
  }

  /// Does every step in order, telling each when it is done. The first error ends it; what was done stays done.
  public func run(on cluster: any TopicAdministration, done: (Step) async -> Void = { _ in }) async throws {
    for step in steps {
      try Task.checkCancellation()
      switch step {
      case .create(let topic): try await cluster.create(topic)
      case .grow(let topic, _, let partitions): try await cluster.grow(topic, to: partitions)
      case .change(let topic, let set, let reset): try await cluster.change(topic, set: set, reset: reset)
      }
      await done(step)
    }
  }
}
