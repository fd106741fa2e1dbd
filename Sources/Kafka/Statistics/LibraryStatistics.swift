import Foundation

/// What we use of one of librdkafka's reports (`statistics.interval.ms`).
///
/// Read with Foundation: a report comes every few seconds, so that its speed does not matter, and the house's own reader
/// stands on the same floor as this room.
struct LibraryStatistics {
  struct Broker {
    var name: String
    var isUp: Bool
    /// Seconds, mean and 99th percentile since the report before; `nil`: no requests.
    var roundTrip: (mean: Double, p99: Double)?
  }

  struct Partition {
    var partition: KafkaPartition
    /// Records behind the end of the partition; `nil`: not consumed here, or not known yet.
    var lag: Int64?
    /// Records that are fetched and wait to be read.
    var fetched: Int64
    /// Records that wait to be sent.
    var unsent: Int64
  }

  struct Group {
    var rebalances: Int64
    var assigned: Int64
  }

  var queuedRecords: Int64
  var queuedBytes: Int64
  var sentRecords: Int64
  var sentBytes: Int64
  var receivedRecords: Int64
  var receivedBytes: Int64
  var brokers: [Broker]
  var partitions: [Partition]
  var group: Group?

  /// `nil` when the text is not what librdkafka writes.
  init?(json: UnsafeRawBufferPointer) {
    guard let top = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else { return nil }
    queuedRecords = Self.number(top, "msg_cnt")
    queuedBytes = Self.number(top, "msg_size")
    sentRecords = Self.number(top, "txmsgs")
    sentBytes = Self.number(top, "txmsg_bytes")
    receivedRecords = Self.number(top, "rxmsgs")
    receivedBytes = Self.number(top, "rxmsg_bytes")
    brokers = Self.objects(top, "brokers").compactMap(Self.broker)
    partitions = Self.objects(top, "topics").flatMap { topic -> [Partition] in
      guard let name = topic["topic"] as? String else { return [] }
      return Self.objects(topic, "partitions").compactMap { Self.partition(name, $0) }
    }
    if let group = top["cgrp"] as? [String: Any] {
      self.group = Group(
        rebalances: Self.number(group, "rebalance_cnt"), assigned: Self.number(group, "assignment_size"))
    }
  }

  private static func broker(_ object: [String: Any]) -> Broker? {
    // The bootstrap address has no number of its own until it is known as a broker.
    guard number(object, "nodeid") >= 0, let name = object["nodename"] as? String else { return nil }
    let times = object["rtt"] as? [String: Any] ?? [:]
    let roundTrip: (Double, Double)? =
      number(times, "cnt") > 0 ? (Double(number(times, "avg")) / 1e6, Double(number(times, "p99")) / 1e6) : nil
    return Broker(name: name, isUp: object["state"] as? String == "UP", roundTrip: roundTrip)
  }

  private static func partition(_ topic: String, _ object: [String: Any]) -> Partition? {
    let index = number(object, "partition", otherwise: -1)
    // -1 holds records that no partition was chosen for yet.
    guard index >= 0 else { return nil }
    let lag = number(object, "consumer_lag", otherwise: -1)
    return Partition(
      partition: KafkaPartition(topic, Int32(clamping: index)), lag: lag >= 0 ? lag : nil,
      fetched: number(object, "fetchq_cnt"),
      unsent: number(object, "msgq_cnt") + number(object, "xmit_msgq_cnt"))
  }

  private static func number(_ object: [String: Any], _ name: String, otherwise: Int64 = 0) -> Int64 {
    (object[name] as? NSNumber)?.int64Value ?? otherwise
  }

  private static func objects(_ object: [String: Any], _ name: String) -> [[String: Any]] {
    (object[name] as? [String: Any] ?? [:]).sorted { $0.key < $1.key }.compactMap { $0.value as? [String: Any] }
  }
}
