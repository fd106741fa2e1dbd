import Glibc
import Threading

/// Says that this process owns something, by an exclusive `flock` on a file that also holds the process's id.
///
/// The kernel lets go of it when the process ends, however it ends.
public final class OwnerLock: Sendable {
  /// The lock's file.
  public let path: String
  private let descriptor: Lock<Int32>

  /// Takes the lock or throws ``DatabaseError/Kind/owned(pid:)`` with the owner's process id where it can be read.
  public init(path: String) throws {
    self.path = path
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw DatabaseError(.cannotOpen, "\(path): \(String(cString: strerror(errno)))")
    }
    guard let reason = Self.failureToLock(file) else {
      let line = Array("\(getpid())\n".utf8)
      _ = ftruncate(file, 0)
      _ = line.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
      descriptor = Lock(file)
      return
    }
    defer { Glibc.close(file) }
    guard reason == EWOULDBLOCK else {
      throw DatabaseError(.cannotOpen, "\(path): \(String(cString: strerror(reason)))")
    }
    let pid = Self.pid(in: file)
    throw DatabaseError(.owned(pid: pid), "\(path) is held by another process\(pid.map { " (pid \($0))" } ?? "")")
  }

  /// Tries for a moment: whoever asks for the ``owner(path:)`` holds the lock for that long.
  private static func failureToLock(_ file: Int32) -> Int32? {
    var reason: Int32 = 0
    for attempt in 0..<10 {
      if attempt > 0 { usleep(5_000) }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return nil }
      reason = errno
      if reason != EWOULDBLOCK { break }
    }
    return reason
  }

  deinit { release() }

  /// Lets go of the lock; calling it again does nothing.
  public func release() {
    descriptor.withLock { file in
      guard file >= 0 else { return }
      _ = ftruncate(file, 0)
      Glibc.close(file)
      file = -1
    }
  }

  /// The process that holds the lock at `path` now; `nil` when nobody does. 0 when its id cannot be read.
  public static func owner(path: String) -> Int32? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { Glibc.close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
    return pid(in: file) ?? 0
  }

  private static func pid(in file: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
