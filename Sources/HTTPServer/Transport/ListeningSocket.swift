import Glibc

/// A socket that listens. It owns the descriptor and, for a Unix socket, the file at the path.
final class ListeningSocket: Sendable {
  let descriptor: Int32
  /// Where it really listens, with the port that was taken for port 0.
  let address: ListenAddress
  private let inode: ino_t

  init(_ address: ListenAddress, backlog: Int32, loopbackOnly: Bool) throws(ListenError) {
    switch address {
    case .tcp(let host, let port):
      (descriptor, self.address) = try Self.tcp(host, port, backlog, loopbackOnly)
      inode = 0
    case .unix(let path):
      (descriptor, inode) = try Self.unix(path, backlog)
      self.address = address
    }
  }

  deinit {
    close(descriptor)
  }

  /// Refuses further clients at once, also those in the backlog, and removes the path if it is still ours.
  func shutDown() {
    if case .unix(let path) = address {
      var status = stat()
      if lstat(path, &status) == 0, status.st_ino == inode { unlink(path) }
    }
    shutdown(descriptor, Socket.shutBoth)
  }

  private static func tcp(
    _ host: String, _ port: Int, _ backlog: Int32, _ loopbackOnly: Bool
  ) throws(ListenError) -> (Int32, ListenAddress) {
    let name = ListenAddress.tcp(host: host, port: port).description
    guard let wanted = SocketAddress(host: host, port: port) else { throw .invalidAddress(name) }
    guard wanted.isLoopback || !loopbackOnly else { throw .notLoopback(name) }
    let descriptor = socket(
      wanted.family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw .system(call: "socket", address: name, code: errno) }
    do throws(ListenError) {
      var on: Int32 = 1
      let size = socklen_t(MemoryLayout<Int32>.size)
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
      if wanted.family == AF_INET6 { setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
      guard wanted.withPointer({ bind(descriptor, $0, $1) }) == 0 else {
        throw errno == EADDRINUSE ? .addressInUse(name) : .system(call: "bind", address: name, code: errno)
      }
      guard listen(descriptor, backlog) == 0 else { throw .system(call: "listen", address: name, code: errno) }
      guard let bound = SocketAddress(localOf: descriptor) else {
        throw .system(call: "getsockname", address: name, code: errno)
      }
      return (descriptor, .tcp(host: bound.host, port: bound.port))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Binds beside the path and renames over it, so that there is never a moment without a socket, and its mode is right
  /// from the beginning.
  private static func unix(_ path: String, _ backlog: Int32) throws(ListenError) -> (Int32, ino_t) {
    let temporary = "\(path).\(getpid())"
    guard var name = UnixSocketName(temporary) else {
      throw .pathTooLong(path: path, limit: UnixSocketName.limit - (temporary.utf8.count - path.utf8.count))
    }
    try refuseLiveSocket(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw .system(call: "socket", address: path, code: errno) }
    do throws(ListenError) {
      unlink(temporary)
      // On Linux the mode of a socket before bind is the mode of its file after it.
      guard fchmod(descriptor, 0o600) == 0 else { throw .system(call: "fchmod", address: path, code: errno) }
      guard name.withPointer({ bind(descriptor, $0, $1) }) == 0 else {
        throw .system(call: "bind", address: path, code: errno)
      }
      guard listen(descriptor, backlog) == 0 else { throw .system(call: "listen", address: path, code: errno) }
      guard rename(temporary, path) == 0 else { throw .system(call: "rename", address: path, code: errno) }
      var status = stat()
      guard lstat(path, &status) == 0 else { throw .system(call: "lstat", address: path, code: errno) }
      return (descriptor, status.st_ino)
    } catch {
      unlink(temporary)
      close(descriptor)
      throw error
    }
  }

  /// A socket that nobody answers is a leftover and may be replaced; anything else may not.
  private static func refuseLiveSocket(_ path: String) throws(ListenError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
    guard var name = UnixSocketName(path) else { return }
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard probe >= 0 else { throw .system(call: "socket", address: path, code: errno) }
    defer { close(probe) }
    let answered = name.withPointer { connect(probe, $0, $1) } == 0
    if answered || errno != ECONNREFUSED { throw .addressInUse(path) }
  }
}
