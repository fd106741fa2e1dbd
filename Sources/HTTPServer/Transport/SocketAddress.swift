import Glibc

/// An IPv4 or IPv6 address with a port.
struct SocketAddress {
  private var storage: sockaddr_storage
  private let length: socklen_t

  var family: Int32 { Int32(storage.ss_family) }

  /// Reads a numeric address, or takes 127.0.0.1 for `localhost`.
  init?(host: String, port: Int) {
    guard (0...65535).contains(port) else { return nil }
    storage = sockaddr_storage()
    var v4 = sockaddr_in()
    var v6 = sockaddr_in6()
    if inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &v4.sin_addr) == 1 {
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_port = in_port_t(port).bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v4, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
      v6.sin6_family = sa_family_t(AF_INET6)
      v6.sin6_port = in_port_t(port).bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: v6, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// The address to which a socket is bound.
  init?(localOf descriptor: Int32) {
    self.init(descriptor, getsockname)
  }

  /// The address of a connection's other end.
  init?(peerOf descriptor: Int32) {
    self.init(descriptor, getpeername)
  }

  private init?(
    _ descriptor: Int32,
    _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let code = withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask(descriptor, $0, &length) }
    }
    guard code == 0, [AF_INET, AF_INET6].contains(Int32(storage.ss_family)) else { return nil }
    self.storage = storage
    self.length = length
  }

  var host: String {
    var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    withUnsafeBytes(of: storage) { bytes in
      text.withUnsafeMutableBytes { text in
        let target = text.baseAddress?.assumingMemoryBound(to: CChar.self)
        if family == AF_INET {
          var address = bytes.load(as: sockaddr_in.self).sin_addr
          inet_ntop(AF_INET, &address, target, socklen_t(text.count))
        } else {
          var address = bytes.load(as: sockaddr_in6.self).sin6_addr
          inet_ntop(AF_INET6, &address, target, socklen_t(text.count))
        }
      }
    }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }

  var port: Int {
    withUnsafeBytes(of: storage) { bytes in
      family == AF_INET
        ? Int(UInt16(bigEndian: bytes.load(as: sockaddr_in.self).sin_port))
        : Int(UInt16(bigEndian: bytes.load(as: sockaddr_in6.self).sin6_port))
    }
  }

  /// 127.0.0.0/8 or ::1.
  var isLoopback: Bool {
    family == AF_INET ? host.hasPrefix("127.") : host == "::1"
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
  }
}

/// The name of a Unix socket in the shape that the kernel takes.
struct UnixSocketName {
  /// How many bytes a path may have.
  static let limit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

  private var address = sockaddr_un()

  /// `nil` when the path is empty, too long or has a NUL in it.
  init?(_ path: String) {
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.limit, !bytes.contains(0) else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  }

  mutating func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
