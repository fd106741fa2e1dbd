import Foundation
import Glibc

/// The bytes of a file or a pipe, in chunks. The one owner of its descriptor.
final class ByteSource {
  static let chunk = 256 << 10

  private let descriptor: Int32
  private let path: String
  private(set) var bytesRead: Int64 = 0

  /// - Parameter path: `-` for standard input.
  init(path: String) throws(FileFault) {
    self.path = path
    if path == "-" {
      descriptor = dup(0)
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
    }
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(descriptor) }

  /// The next bytes; empty at the end.
  func read() throws(FileFault) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, Self.chunk)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(failure))) }
      bytesRead += Int64(bytes.count)
      return bytes
    }
  }
}
