import CRdkafka
import Logging

/// A line of librdkafka's log as a line of ours.
enum LibraryLog {
  /// Called on the library's own threads.
  static func write(
    client: OpaquePointer?, level: Int32, facility: UnsafePointer<CChar>?, text: UnsafePointer<CChar>?
  ) {
    guard let sink = ClientSink.of(client), let text else { return }
    let level = Logger.Level(syslog: level)
    guard level >= sink.logger.logLevel else { return }
    let (thread, message) = split(String(cString: text))
    var metadata: Logger.Metadata = [:]
    if let facility { metadata["facility"] = .string(String(cString: facility)) }
    if let thread { metadata["thread"] = .string(thread) }
    sink.logger.log(level: level, "\(message)", metadata: metadata, source: "librdkafka")
  }

  /// The library begins its lines with `[thrd:name]: `.
  static func split(_ line: String) -> (thread: String?, message: String) {
    guard line.hasPrefix("[thrd:"), let end = line.range(ofFirst: "]: ") else { return (nil, line) }
    return (String(line[line.index(line.startIndex, offsetBy: 6)..<end.lowerBound]), String(line[end.upperBound...]))
  }
}

extension String {
  fileprivate func range(ofFirst other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}

extension Logger.Level {
  /// From syslog's severity, 0 (emergency) to 7 (debug).
  init(syslog severity: Int32) {
    self =
      switch severity {
      case ...2: .critical
      case 3: .error
      case 4: .warning
      case 5: .notice
      case 6: .info
      default: .debug
      }
  }
}
