import Formats
import Glibc

/// The lines of a file or of standard input, whatever their bytes; one that is too long is passed over.
final class ByteLines {
  private let descriptor: Int32
  private let owns: Bool
  private var lines = JSONLinesReader()
  private var isAtEnd = false
  private var isFirst = true

  init(path: String) throws {
    owns = path != "-"
    descriptor = owns ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else {
      let why = String(cString: strerror(errno))
      throw CommandFailure("读不了 \(path)：\(why)", "cannot read \(path): \(why)")
    }
  }

  deinit {
    if owns { close(descriptor) }
  }

  /// The next line that is not blank; `nil` at the end.
  func next() throws -> Result<JSONLine, JSONLineTooLong>? {
    while true {
      if let line = lines.next() { return line }
      if isAtEnd { return nil }
      try fill()
    }
  }

  private func fill() throws {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      var bytes = chunk[..<count]
      if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      isFirst = false
      lines.append(bytes)
    } else if count == 0 {
      isAtEnd = true
      lines.close()
    } else if errno != EINTR {
      let why = String(cString: strerror(errno))
      throw CommandFailure("读取失败：\(why)", "reading failed: \(why)")
    }
  }
}

/// Lines of the result, written many at once.
struct LineBuffer {
  let terminal: Terminal
  private var bytes: [UInt8] = []

  init(terminal: Terminal) {
    self.terminal = terminal
  }

  mutating func add(_ line: String) {
    bytes += line.utf8
    bytes.append(0x0A)
    if bytes.count >= 64 << 10 { flush() }
  }

  mutating func flush() {
    terminal.put(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
