import CRdkafka

extension KafkaAdministrator {
  /// The names of all consumer groups.
  ///
  /// - Throws: ``KafkaError``, also when one broker does not tell: then some are missing.
  public func groups(within duration: Duration = .seconds(30)) async throws -> [String] {
    try await run { try GroupRequests.list(of: $0, within: duration) }
  }

  /// A group's members and what they hold; of a group that nobody knows, one without members whose state is `Dead`.
  public func describe(
    group: String, within duration: Duration = .seconds(30)
  ) async throws -> KafkaGroupDescription {
    try await run { try GroupRequests.describe(group, of: $0, within: duration) }
  }

  /// How far a group is behind in each partition that it has committed to, and in all of `topics`.
  public func lag(
    group: String, topics: [String] = [], within duration: Duration = .seconds(30)
  ) async throws -> [KafkaPartition: KafkaLag] {
    let committed = try await committedOffsets(group: group, within: duration)
    var partitions = Set(committed.keys)
    for topic in topics {
      for found in try await metadata(topic: topic, within: duration).topics {
        partitions.formUnion(found.partitions.indices.map { KafkaPartition(topic, Int32($0)) })
      }
    }
    var lag: [KafkaPartition: KafkaLag] = [:]
    for partition in partitions {
      lag[partition] = KafkaLag(
        committed: committed[partition], watermarks: try await watermarks(partition, within: duration))
    }
    return lag
  }
}

extension GroupRequests {
  static func list(of client: ClientHandle, within duration: Duration) throws -> [String] {
    try AdministrationRequest.withOptions(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS, of: client, within: duration) {
      options in
      try AdministrationRequest.run("list groups", of: client, within: duration) { queue in
        rd_kafka_ListConsumerGroups(client.pointer, options, queue)
      } read: { event in
        let result = rd_kafka_event_ListConsumerGroups_result(event)
        var count = 0
        if let errors = rd_kafka_ListConsumerGroups_result_errors(result, &count), count > 0, let first = errors[0] {
          throw KafkaError(borrowing: first, during: "list groups")
        }
        let found = rd_kafka_ListConsumerGroups_result_valid(result, &count)
        return (0..<count).compactMap { index in
          found?[index].flatMap { rd_kafka_ConsumerGroupListing_group_id($0) }.map { String(cString: $0) }
        }.sorted()
      }
    }
  }

  static func describe(
    _ group: String, of client: ClientHandle, within duration: Duration
  ) throws -> KafkaGroupDescription {
    let operation = "describe \(group)"
    return try AdministrationRequest.withOptions(
      RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, of: client, within: duration
    ) { options in
      try AdministrationRequest.run(operation, of: client, within: duration) { queue in
        group.withCString { name in
          var names: [UnsafePointer<CChar>?] = [name]
          rd_kafka_DescribeConsumerGroups(client.pointer, &names, 1, options, queue)
        }
      } read: { event in
        var count = 0
        let found = rd_kafka_DescribeConsumerGroups_result_groups(
          rd_kafka_event_DescribeConsumerGroups_result(event), &count)
        guard count > 0, let description = found?[0] else { throw KafkaError(.state, during: operation) }
        if let error = rd_kafka_ConsumerGroupDescription_error(description) {
          throw KafkaError(borrowing: error, during: operation)
        }
        return KafkaGroupDescription(description)
      }
    }
  }
}

extension KafkaGroupDescription {
  init(_ description: OpaquePointer) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    let members = (0..<rd_kafka_ConsumerGroupDescription_member_count(description)).compactMap { index -> Member? in
      guard let member = rd_kafka_ConsumerGroupDescription_member(description, index) else { return nil }
      let assignment = rd_kafka_MemberDescription_assignment(member).flatMap {
        rd_kafka_MemberAssignment_partitions($0)
      }
      return Member(
        id: text(rd_kafka_MemberDescription_consumer_id(member)),
        clientID: text(rd_kafka_MemberDescription_client_id(member)),
        instanceID: rd_kafka_MemberDescription_group_instance_id(member).map { String(cString: $0) },
        host: text(rd_kafka_MemberDescription_host(member)),
        assignment: PartitionEntry.all(in: assignment).map(\.partition))
    }
    self.init(
      name: text(rd_kafka_ConsumerGroupDescription_group_id(description)),
      state: text(rd_kafka_consumer_group_state_name(rd_kafka_ConsumerGroupDescription_state(description))),
      assignor: text(rd_kafka_ConsumerGroupDescription_partition_assignor(description)), members: members)
  }
}
