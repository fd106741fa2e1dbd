import CRdkafka

/// Owns an `rd_kafka_conf_t` until a client takes it over.
struct ConfigurationHandle: ~Copyable {
  let pointer: OpaquePointer

  init(_ configuration: KafkaConfiguration) throws(KafkaConfigurationError) {
    pointer = rd_kafka_conf_new()
    for (name, value) in configuration.properties {
      try Self.set(name, value, on: pointer)
    }
  }

  deinit { rd_kafka_conf_destroy(pointer) }

  /// Gives the pointer away; the caller frees it or hands it to `rd_kafka_new`.
  consuming func take() -> OpaquePointer {
    let taken = pointer
    discard self
    return taken
  }

  private static func set(_ name: String, _ value: String, on pointer: OpaquePointer) throws(KafkaConfigurationError) {
    var reason = [CChar](repeating: 0, count: 512)
    let result = rd_kafka_conf_set(pointer, name, value, &reason, reason.count)
    guard result != RD_KAFKA_CONF_OK else { return }
    // The library repeats the value in its sentence, which for a secret is too much.
    let text = isSecret(name) ? "the value is not accepted" : String(nullTerminated: reason)
    throw KafkaConfigurationError(
      property: name, reason: result == RD_KAFKA_CONF_UNKNOWN ? "no such property of librdkafka" : text)
  }

  private static func isSecret(_ name: String) -> Bool {
    ["password", "secret", "pem", "token", "oauthbearer.config", "credential"].contains { name.contains($0) }
  }
}

enum LibraryVersion {
  static var text: String { String(cString: rd_kafka_version_str()) }
}
