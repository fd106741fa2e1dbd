import CRdkafka

/// Making topics and adding partitions.
enum TopicRequests {
  static func create(_ topic: KafkaNewTopic, of client: ClientHandle, within duration: Duration) throws -> Bool {
    let operation = "create topic \(topic.name)"
    var reason = [CChar](repeating: 0, count: 512)
    guard
      let new = rd_kafka_NewTopic_new(
        topic.name, Int32(clamping: topic.partitions), Int32(clamping: topic.replication ?? -1), &reason, reason.count)
    else { throw KafkaError(.invalidArgument, String(nullTerminated: reason), during: operation) }
    defer { rd_kafka_NewTopic_destroy(new) }
    for (name, value) in topic.settings.sorted(by: { $0.key < $1.key }) {
      rd_kafka_NewTopic_set_config(new, name, value)
    }
    let code = try AdministrationRequest.withOptions(RD_KAFKA_ADMIN_OP_CREATETOPICS, of: client, within: duration) {
      options in
      try AdministrationRequest.run(operation, of: client, within: duration) { queue in
        var list: [OpaquePointer?] = [new]
        rd_kafka_CreateTopics(client.pointer, &list, 1, options, queue)
      } read: { event in
        var count = 0
        return try check(
          rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count), count, operation,
          allowing: .topicAlreadyExists)
      }
    }
    return code == .none
  }

  static func grow(_ topic: String, to partitions: Int, of client: ClientHandle, within duration: Duration) throws {
    let operation = "add partitions to \(topic)"
    var reason = [CChar](repeating: 0, count: 512)
    guard let new = rd_kafka_NewPartitions_new(topic, partitions, &reason, reason.count) else {
      throw KafkaError(.invalidArgument, String(nullTerminated: reason), during: operation)
    }
    defer { rd_kafka_NewPartitions_destroy(new) }
    try AdministrationRequest.withOptions(RD_KAFKA_ADMIN_OP_CREATEPARTITIONS, of: client, within: duration) {
      options in
      try AdministrationRequest.run(operation, of: client, within: duration) { queue in
        var list: [OpaquePointer?] = [new]
        rd_kafka_CreatePartitions(client.pointer, &list, 1, options, queue)
      } read: { event in
        var count = 0
        _ = try check(
          rd_kafka_CreatePartitions_result_topics(rd_kafka_event_CreatePartitions_result(event), &count), count,
          operation, allowing: .none)
      }
    }
  }

  private static func check(
    _ results: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int, _ operation: String,
    allowing allowed: KafkaError.Code
  ) throws -> KafkaError.Code {
    for index in 0..<count {
      guard let result = results?[index] else { continue }
      let code = KafkaError.Code(rd_kafka_topic_result_error(result))
      guard code == .none || code == allowed else {
        throw KafkaError(
          code, rd_kafka_topic_result_error_string(result).map { String(cString: $0) }, during: operation)
      }
      if code == allowed { return code }
    }
    return .none
  }
}
