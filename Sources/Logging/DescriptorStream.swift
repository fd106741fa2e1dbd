import Glibc
import Threading

/// A file descriptor as a text stream: every text is written whole, and texts from several threads never mix.
///
/// Written with `write(2)`, as the streams of the C library are global variables that Swift 6 does not let us touch.
struct DescriptorStream: TextOutputStream, Sendable {
  static let standardOutput = DescriptorStream(descriptor: STDOUT_FILENO)
  static let standardError = DescriptorStream(descriptor: STDERR_FILENO)

  private let descriptor: Lock<Int32>

  init(descriptor: Int32) { self.descriptor = Lock(descriptor) }

  /// Writes the text; what the system refuses to take is dropped, as a log has nobody to complain to.
  func write(_ string: String) {
    var string = string
    string.withUTF8 { bytes in
      descriptor.withLock { descriptor in
        var rest = UnsafeRawBufferPointer(bytes)
        while !rest.isEmpty {
          let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
          if count > 0 {
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
          } else if errno == EAGAIN {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&waiting, 1, -1)
          } else if errno != EINTR {
            return
          }
        }
      }
    }
  }
}

/// This moment in the machine's time zone, as `2026-11-23T09:05:03+0800`.
func localTimestamp() -> String {
  var now = time(nil)
  var parts = tm()
  guard localtime_r(&now, &parts) != nil else { return "" }
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    let count = strftime(buffer.baseAddress, buffer.count, "%Y-%m-%dT%H:%M:%S%z", &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
