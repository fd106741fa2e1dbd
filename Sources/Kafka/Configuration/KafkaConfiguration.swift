/// librdkafka's properties by name, passed through as they are (TLS, SASL and all others).
///
/// A client checks them when it is made: a name that the library does not know, or a value that it refuses, is told by
/// name with the library's reason (``KafkaConfigurationError``).
public struct KafkaConfiguration: Sendable {
  private var values: [String: String]

  public init(_ properties: [String: String] = [:]) {
    values = properties
  }

  /// - Parameter bootstrapServers: `host:port`, several separated by commas.
  public init(bootstrapServers: String, _ properties: [String: String] = [:]) {
    values = properties
    values["bootstrap.servers"] = bootstrapServers
  }

  public subscript(name: String) -> String? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Name and value of each property that was set, by name.
  public var properties: [(name: String, value: String)] {
    values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }

  /// The same with `others` where nothing is set yet.
  public func filling(_ others: [String: String]) -> KafkaConfiguration {
    KafkaConfiguration(values.merging(others) { mine, _ in mine })
  }

  /// The same with `others` in place of what is set.
  public func setting(_ others: [String: String]) -> KafkaConfiguration {
    KafkaConfiguration(values.merging(others) { _, theirs in theirs })
  }

  /// Checks every property without making a client.
  public func validate() throws(KafkaConfigurationError) {
    _ = try ConfigurationHandle(self)
  }

  /// The library's version, for example `2.0.2`.
  public static var libraryVersion: String { LibraryVersion.text }
}
