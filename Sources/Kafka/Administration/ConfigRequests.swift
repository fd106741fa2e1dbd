import CRdkafka

/// Reading and replacing the settings of topics.
enum ConfigRequests {
  static func describe(
    _ topics: [String], of client: ClientHandle, within duration: Duration
  ) throws -> [String: [String: KafkaSetting]] {
    var resources: [OpaquePointer?] = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
    defer { for resource in resources { rd_kafka_ConfigResource_destroy(resource) } }
    return try AdministrationRequest.withOptions(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, of: client, within: duration) {
      options in
      try AdministrationRequest.run("describe settings", of: client, within: duration) { queue in
        rd_kafka_DescribeConfigs(client.pointer, &resources, resources.count, options, queue)
      } read: { event in
        var count = 0
        let found = rd_kafka_DescribeConfigs_result_resources(rd_kafka_event_DescribeConfigs_result(event), &count)
        var settings: [String: [String: KafkaSetting]] = [:]
        for index in 0..<count {
          guard let resource = found?[index] else { continue }
          settings[try name(resource, "describe settings")] = entries(resource)
        }
        return settings
      }
    }
  }

  /// Every setting that is not named here goes back to its default.
  static func replace(
    _ topic: String, _ settings: [String: String], of client: ClientHandle, within duration: Duration
  ) throws {
    let operation = "change settings of \(topic)"
    guard let resource = rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic) else {
      throw KafkaError(.invalidArgument, during: operation)
    }
    defer { rd_kafka_ConfigResource_destroy(resource) }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      rd_kafka_ConfigResource_set_config(resource, name, value)
    }
    try AdministrationRequest.withOptions(RD_KAFKA_ADMIN_OP_ALTERCONFIGS, of: client, within: duration) { options in
      try AdministrationRequest.run(operation, of: client, within: duration) { queue in
        var list: [OpaquePointer?] = [resource]
        rd_kafka_AlterConfigs(client.pointer, &list, 1, options, queue)
      } read: { event in
        var count = 0
        let found = rd_kafka_AlterConfigs_result_resources(rd_kafka_event_AlterConfigs_result(event), &count)
        for index in 0..<count {
          guard let resource = found?[index] else { continue }
          _ = try name(resource, operation)
        }
      }
    }
  }

  private static func name(_ resource: OpaquePointer, _ operation: String) throws -> String {
    let code = rd_kafka_ConfigResource_error(resource)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError(
        code, rd_kafka_ConfigResource_error_string(resource).map { String(cString: $0) }, during: operation)
    }
    return rd_kafka_ConfigResource_name(resource).map { String(cString: $0) } ?? ""
  }

  private static func entries(_ resource: OpaquePointer) -> [String: KafkaSetting] {
    var count = 0
    let list = rd_kafka_ConfigResource_configs(resource, &count)
    var settings: [String: KafkaSetting] = [:]
    for index in 0..<count {
      guard let entry = list?[index], let name = rd_kafka_ConfigEntry_name(entry) else { continue }
      settings[String(cString: name)] = KafkaSetting(
        value: rd_kafka_ConfigEntry_value(entry).map { String(cString: $0) } ?? "",
        isOwn: rd_kafka_ConfigEntry_source(entry) == RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG)
    }
    return settings
  }
}
