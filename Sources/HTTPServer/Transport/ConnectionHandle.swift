import CMicroHTTPD
import Glibc

/// One connection of libmicrohttpd, on loan.
///
/// It is valid from the request's first callback until its completion callback returns; who uses it on another thread
/// holds the lock under which the completion is noted.
struct ConnectionHandle: @unchecked Sendable {
  // Sendable without the compiler's proof: the library locks what suspend and resume touch, and the descriptor of a
  // connection never changes.
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  var descriptor: Int32 { mhd_connection_fd(pointer) }

  /// Only on the transport's thread, and never twice without a resume between.
  func suspend() { MHD_suspend_connection(pointer) }

  func resume() { MHD_resume_connection(pointer) }

  /// What was stored for this connection when it began.
  var context: UnsafeMutableRawPointer? { mhd_connection_context(pointer) }

  /// Queues an answer; only on the transport's thread, in the first or a final call.
  func queue(_ response: borrowing TransportResponse, status: HTTPStatus) -> MHD_Result {
    response.queue(on: pointer, status: status)
  }

  /// Collects the request's fields with the places where they stand in the connection's memory.
  func readHead(
    method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, target: [UInt8]
  ) -> RawHead {
    var head = RawHead(
      method: String(cString: method), version: String(cString: version), target: target,
      start: UInt(bitPattern: method), versionStart: UInt(bitPattern: version),
      size: mhd_connection_header_size(pointer))
    withUnsafeMutablePointer(to: &head) { head in
      _ = MHD_get_connection_values_n(pointer, .HEADER_KIND, collectField, UnsafeMutableRawPointer(head))
    }
    return head
  }

  /// Writes past the library, which must not be writing itself. `false` when not all of it could be written at once.
  func writeDirectly(_ bytes: [UInt8]) -> Bool {
    Socket.write(bytes, to: descriptor)
  }
}

/// Calls on the descriptor of a connection that is known to be open.
enum Socket {
  // The enumeration's cases are not imported under their own names.
  static let shutRead = Int32(0)
  static let shutWrite = Int32(1)
  static let shutBoth = Int32(2)

  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
      == bytes.count
  }

  /// Reads what has arrived and no more.
  static func endReading(_ descriptor: Int32) {
    shutdown(descriptor, shutRead)
  }

  static func endWriting(_ descriptor: Int32) {
    shutdown(descriptor, Socket.shutWrite)
  }

  /// Ends both directions, so that the transport finds the connection at its end.
  static func cut(_ descriptor: Int32) {
    shutdown(descriptor, Socket.shutBoth)
  }

  /// Whether the other end has said that nothing more will come.
  static func peerHasClosed(_ descriptor: Int32) -> Bool {
    let hangUp: Int16 = 0x2000  // POLLRDHUP is not imported
    var entry = pollfd(fd: descriptor, events: hangUp, revents: 0)
    guard poll(&entry, 1, 0) > 0 else { return false }
    return entry.revents & (hangUp | Int16(POLLHUP) | Int16(POLLERR)) != 0
  }

  /// Whether bytes have arrived that nobody has read yet.
  static func hasUnreadBytes(_ descriptor: Int32) -> Bool {
    var count: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count > 0
  }

  /// Who is at the other end.
  static func peer(of descriptor: Int32) -> Peer {
    if let address = SocketAddress(peerOf: descriptor) { return .tcp(address: address.host, port: address.port) }
    var credentials: (pid: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: credentials))
    let known = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0
    return .unix(user: known ? credentials.user : nil)
  }
}

private let collectField: MHD_KeyValueIteratorN = { cls, _, name, nameSize, value, valueSize in
  guard let cls, let name else { return .NO }
  cls.assumingMemoryBound(to: RawHead.self).pointee.append(
    UnsafeRawBufferPointer(start: name, count: nameSize), UnsafeRawBufferPointer(start: value, count: valueSize))
  return .YES
}
