/// The parts of a metric's full name, and the sentence that explains it.
public struct MetricNameDescriptor: Sendable {
  /// The program, such as `fenliu`.
  public let namespace: String?
  /// The part of the program.
  public let subsystem: String?
  /// What is measured.
  public let metricName: String
  /// Its unit, `seconds` or `total`.
  public let unitName: String?
  /// One sentence for the HELP line.
  public let helpText: String?

  public init(
    namespace: String? = nil, subsystem: String? = nil, metricName: String, unitName: String? = nil,
    helpText: String? = nil
  ) {
    self.namespace = namespace
    self.subsystem = subsystem
    self.metricName = metricName
    self.unitName = unitName
    self.helpText = helpText
  }

  /// The parts that are not empty, joined by underscores.
  public var name: String {
    [namespace, subsystem, metricName, unitName].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "_")
  }
}
