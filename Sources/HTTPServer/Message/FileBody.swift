import Glibc

/// An open file that is to be sent; it is closed when the last answer with it is through.
public final class FileBody: Sendable {
  /// Why a file cannot be sent.
  public enum Fault: Error, Sendable, Equatable {
    /// It could not be opened or looked at; the system's error number.
    case unreadable(path: String, code: Int32)
    /// It is a directory, a pipe or a device.
    case notARegularFile(path: String)
  }

  let descriptor: Int32
  /// Its size in bytes when it was opened.
  public let size: Int

  /// Opens a file for reading; a symbolic link as the last component is not followed.
  public init(path: String) throws(Fault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notARegularFile(path: path)
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }
}
