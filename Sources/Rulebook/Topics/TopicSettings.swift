/// The settings a topic can have on Apache Kafka.
public enum TopicSettings {
  /// Those that a key of their own stands for in the files of `Topics/`, with that key.
  public static let spelledOut = [
    "cleanup.policy": "cleanup", "retention.ms": "retention", "min.insync.replicas": "min_in_sync",
  ]

  /// The names that brokers of version 4 know for a topic.
  /// Source: the topic configurations in the documentation of Apache Kafka.
  public static let names: Set<String> = [
    "cleanup.policy", "compression.gzip.level", "compression.lz4.level", "compression.type", "compression.zstd.level",
    "delete.retention.ms", "file.delete.delay.ms", "flush.messages", "flush.ms",
    "follower.replication.throttled.replicas", "index.interval.bytes", "leader.replication.throttled.replicas",
    "local.retention.bytes", "local.retention.ms", "max.compaction.lag.ms", "max.message.bytes",
    "message.timestamp.after.max.ms", "message.timestamp.before.max.ms", "message.timestamp.type",
    "min.cleanable.dirty.ratio", "min.compaction.lag.ms", "min.insync.replicas", "preallocate",
    "remote.log.copy.disable", "remote.log.delete.on.disable", "remote.storage.enable", "retention.bytes",
    "retention.ms", "segment.bytes", "segment.index.bytes", "segment.jitter.ms", "segment.ms",
    "unclean.leader.election.enable",
  ]
}
