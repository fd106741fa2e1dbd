/// Writes each statement as one line of text to standard error or standard output.
///
/// `2026-11-23T09:05:03+0800 info intake: file=a.csv rows=7000 [Intake] read`. Metadata is sorted by key; a statement's own
/// values win over the provider's, and those over the handler's. Control characters are escaped, so that what comes from
/// outside cannot forge a line.
public struct StreamLogHandler: LogHandler {
  private let label: String
  private let stream: any TextOutputStream & Sendable

  public var logLevel: Logger.Level = .info
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?

  /// A handler that writes to standard output.
  public static func standardOutput(label: String) -> StreamLogHandler {
    standardOutput(label: label, metadataProvider: LoggingSystem.metadataProvider)
  }

  /// A handler that writes to standard output, with a metadata provider of its own.
  public static func standardOutput(label: String, metadataProvider: Logger.MetadataProvider?) -> StreamLogHandler {
    StreamLogHandler(label: label, stream: DescriptorStream.standardOutput, metadataProvider: metadataProvider)
  }

  /// A handler that writes to standard error.
  public static func standardError(label: String) -> StreamLogHandler {
    standardError(label: label, metadataProvider: LoggingSystem.metadataProvider)
  }

  /// A handler that writes to standard error, with a metadata provider of its own.
  public static func standardError(label: String, metadataProvider: Logger.MetadataProvider?) -> StreamLogHandler {
    StreamLogHandler(label: label, stream: DescriptorStream.standardError, metadataProvider: metadataProvider)
  }

  init(label: String, stream: any TextOutputStream & Sendable, metadataProvider: Logger.MetadataProvider?) {
    self.label = label
    self.stream = stream
    self.metadataProvider = metadataProvider
  }

  public subscript(metadataKey metadataKey: String) -> Logger.Metadata.Value? {
    get { metadata[metadataKey] }
    set { metadata[metadataKey] = newValue }
  }

  public func log(
    level: Logger.Level, message: Logger.Message, metadata explicit: Logger.Metadata?, source: String, file: String,
    function: String, line: UInt
  ) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { _, provided in provided } }
    if let explicit { all.merge(explicit) { _, explicit in explicit } }

    var text = "\(localTimestamp()) \(level)"
    if !label.isEmpty { text += " \(label)" }
    text += ":"
    for (key, value) in all.sorted(by: { $0.key < $1.key }) { text += " \(key)=\(value)" }
    text += " [\(source)] \(message)"
    var stream = stream
    stream.write(onOneLine(text) + "\n")
  }
}

/// The text with control characters and the Unicode line separators written as escapes.
private func onOneLine(_ text: String) -> String {
  func breaks(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
  guard text.unicodeScalars.contains(where: breaks) else { return text }
  var clean = ""
  for scalar in text.unicodeScalars {
    if breaks(scalar) {
      clean += scalar.escaped(asASCII: true)
    } else {
      clean.unicodeScalars.append(scalar)
    }
  }
  return clean
}
