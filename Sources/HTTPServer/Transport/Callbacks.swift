import CMicroHTTPD
import Glibc

// What the library calls, on its own threads. Each function only finds the Swift object and hands over.

/// A connection begins or ends; its record lives in the connection's context.
let connectionChanged: MHD_NotifyConnectionCallback = { cls, connection, context, what in
  guard let cls, let connection, let context else { return }
  let core = Unmanaged<ServerCore>.fromOpaque(cls).takeUnretainedValue()
  if what == .CONNECTION_NOTIFY_STARTED {
    let record = ConnectionRecord(descriptor: ConnectionHandle(connection).descriptor)
    core.connections.add(record)
    context.pointee = Unmanaged.passRetained(record).toOpaque()
  } else if let pointer = context.pointee {
    let record = Unmanaged<ConnectionRecord>.fromOpaque(pointer)
    record.takeUnretainedValue().end()
    core.connections.remove(record.takeUnretainedValue())
    context.pointee = nil
    record.release()
  }
}

/// The request line is there: the only moment at which the target can be seen as it was sent.
let targetArrived:
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
  ) -> UnsafeMutableRawPointer? = { cls, target, connection in
    guard let cls, let connection else { return nil }
    let handle = ConnectionHandle(connection)
    guard let context = handle.context else { return nil }
    let record = Unmanaged<ConnectionRecord>.fromOpaque(context).takeUnretainedValue()
    let core = Unmanaged<ServerCore>.fromOpaque(cls).takeUnretainedValue()
    var bytes: [UInt8] = []
    if let target {
      bytes = Array(UnsafeRawBufferPointer(start: target, count: strlen(target)))
    }
    let exchange = Exchange(handle, target: bytes, record: record, core: core)
    return Unmanaged.passRetained(exchange).toOpaque()
  }

/// Leaves targets encoded: they are decoded, strictly, by RequestTarget.
let leaveEscaped: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = {
  _, _, text in
  text.map { strlen($0) } ?? 0
}

/// The head is there, then each part of the body, then its end, and again after each resume.
let requestArrived: MHD_AccessHandlerCallback = { _, _, _, method, version, data, size, context in
  guard let pointer = context?.pointee, let method, let version, let size else { return .NO }
  let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  if !exchange.hasBegun { return exchange.begin(method: method, version: version) }
  guard size.pointee > 0 else { return exchange.bodyEnded() }
  let bytes = [UInt8](UnsafeRawBufferPointer(start: data, count: size.pointee))
  size.pointee = 0
  return exchange.received(bytes)
}

/// The request is over, in whatever way; from here on its connection must not be touched.
let requestCompleted: MHD_RequestCompletedCallback = { _, _, context, _ in
  guard let context, let pointer = context.pointee else { return }
  context.pointee = nil
  let exchange = Unmanaged<Exchange>.fromOpaque(pointer)
  exchange.takeUnretainedValue().completed()
  exchange.release()
}
