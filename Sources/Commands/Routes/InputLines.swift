import Formats
import Foundation
import Glibc

/// The lines of a file or of standard input, each of at most a few megabytes.
final class InputLines {
  private let descriptor: Int32
  private let owns: Bool
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var number = 0

  private static let limit = 4 << 20

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

  /// The next line without its end, and its number from 1; `nil` at the end. Throws when it is too long or no UTF-8.
  func next() throws -> (bytes: [UInt8], number: Int)? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return try line(buffer[start..<end])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return try line(buffer[start...])
      }
      guard buffer.count - start <= Self.limit else { throw Self.tooLong(number + 1) }
      try fill()
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) throws -> (bytes: [UInt8], number: Int) {
    number += 1
    var bytes = bytes
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.last == 0x0D { bytes = bytes.dropLast() }
    guard bytes.count <= Self.limit else { throw Self.tooLong(number) }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw CommandFailure("第 \(number) 行不是 UTF-8；请先转换编码", "line \(number) is not UTF-8: convert it first")
    }
    return (Array(bytes), number)
  }

  private func fill() throws {
    buffer.removeFirst(start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      buffer += chunk[..<count]
    } else if count == 0 {
      isAtEnd = true
    } else if errno != EINTR {
      let why = String(cString: strerror(errno))
      throw CommandFailure("读取失败：\(why)", "reading failed: \(why)")
    }
  }

  private static func tooLong(_ number: Int) -> CommandFailure {
    CommandFailure("第 \(number) 行超过 \(limit >> 20) MiB", "line \(number) is longer than \(limit >> 20) MiB")
  }
}
