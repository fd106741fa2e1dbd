import CRdkafka

/// What is known of consumer groups.
enum GroupRequests {
  static func offsets(
    _ group: String, of client: ClientHandle, within duration: Duration
  ) throws -> [KafkaPartition: Int64] {
    guard let request = rd_kafka_ListConsumerGroupOffsets_new(group, nil) else {
      throw KafkaError(.invalidArgument, during: "list offsets")
    }
    defer { rd_kafka_ListConsumerGroupOffsets_destroy(request) }
    return try AdministrationRequest.withOptions(
      RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, of: client, within: duration
    ) { options in
      try AdministrationRequest.run("list offsets of \(group)", of: client, within: duration) { queue in
        var list: [OpaquePointer?] = [request]
        rd_kafka_ListConsumerGroupOffsets(client.pointer, &list, 1, options, queue)
      } read: { event in
        var count = 0
        let found = rd_kafka_ListConsumerGroupOffsets_result_groups(
          rd_kafka_event_ListConsumerGroupOffsets_result(event), &count)
        var offsets: [KafkaPartition: Int64] = [:]
        for index in 0..<count {
          guard let result = found?[index] else { continue }
          if let error = rd_kafka_group_result_error(result) {
            throw KafkaError(borrowing: error, during: "list offsets of \(group)")
          }
          for entry in PartitionEntry.all(in: rd_kafka_group_result_partitions(result)) where entry.offset >= 0 {
            offsets[entry.partition] = entry.offset
          }
        }
        return offsets
      }
    }
  }
}
