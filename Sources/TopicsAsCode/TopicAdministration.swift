/// What topics as code needs of a cluster. Nothing here can remove a topic or a partition.
public protocol TopicAdministration: Sendable {
  /// The cluster and all of its topics, with their settings.
  func describe() async throws -> ClusterDescription

  /// Creates a topic; one that is there by now is left as it is.
  func create(_ topic: WantedTopic) async throws

  /// Adds partitions, so that there are `partitions` of them.
  func grow(_ topic: String, to partitions: Int) async throws

  /// Gives a topic settings and takes others back to their defaults; all that are not named stay as they are.
  func change(_ topic: String, set: [String: String], reset: [String]) async throws
}
