/// Where a server listens.
public enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// A numeric IPv4 or IPv6 address, or `localhost`; port 0 takes a free one.
  case tcp(host: String, port: Int)
  /// A Unix socket, readable and writable by its owner only.
  case unix(path: String)

  public var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}

/// Why a server cannot listen where it was told to.
public enum ListenError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Neither a numeric address nor `localhost`, or no port between 0 and 65535.
  case invalidAddress(String)
  /// Not the loopback, and ``HTTPServerConfiguration/allowsRemoteClients`` is off.
  case notLoopback(String)
  /// Somebody listens there.
  case addressInUse(String)
  /// A Unix socket's path has at most so many bytes.
  case pathTooLong(path: String, limit: Int)
  /// Something that is not a socket lies at the path.
  case notASocket(path: String)
  /// A call of the system failed with this error number.
  case system(call: String, address: String, code: Int32)
  /// The transport could not be started; the system's error number.
  case transport(code: Int32)

  public var description: String {
    switch self {
    case .invalidAddress(let address): "无效的监听地址 not an address to listen on: \(address)"
    case .notLoopback(let address):
      "仅允许监听本机回环地址 only the loopback may be listened on: \(address)"
    case .addressInUse(let address): "地址已被占用 already in use: \(address)"
    case .pathTooLong(let path, let limit): "套接字路径超过 \(limit) 字节 socket path longer than \(limit) bytes: \(path)"
    case .notASocket(let path): "该路径已有其他文件 something else lies at this path: \(path)"
    case .system(let call, let address, let code): "\(call) 失败 failed (errno \(code)): \(address)"
    case .transport(let code): "无法启动 HTTP 服务 the transport could not be started (errno \(code))"
    }
  }
}
