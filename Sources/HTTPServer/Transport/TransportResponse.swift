import CMicroHTTPD
import Glibc

/// An answer in the library's own form. It owns the handle and gives it back when it goes.
struct TransportResponse: ~Copyable {
  private let handle: OpaquePointer

  /// Bytes, which are copied.
  init?(bytes: [UInt8]) {
    let handle = bytes.withUnsafeBytes { bytes in
      MHD_create_response_from_buffer(
        bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let handle else { return nil }
    self.handle = handle
  }

  /// A file, which is sent by the kernel; the descriptor is doubled.
  init?(file: FileBody) {
    let descriptor = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    guard let handle = MHD_create_response_from_fd64(UInt64(file.size), descriptor) else {
      close(descriptor)
      return nil
    }
    self.handle = handle
  }

  /// What an exchange's writer writes.
  init?(streamOf exchange: Exchange, contentLength: Int?) {
    let size = contentLength.map { UInt64($0) } ?? mhd_size_unknown
    let owner = Unmanaged.passRetained(exchange)
    guard let handle = MHD_create_response_from_callback(size, 32 << 10, readStream, owner.toOpaque(), freeStream)
    else {
      owner.release()
      return nil
    }
    self.handle = handle
  }

  deinit {
    MHD_destroy_response(handle)
  }

  func add(_ name: String, _ value: String) -> Bool {
    MHD_add_response_header(handle, name, value) == .YES
  }

  fileprivate func queueHandle(on connection: OpaquePointer, status: HTTPStatus) -> MHD_Result {
    MHD_queue_response(connection, UInt32(status.rawValue), handle)
  }

  func queue(on connection: OpaquePointer, status: HTTPStatus) -> MHD_Result {
    queueHandle(on: connection, status: status)
  }
}

private let readStream: MHD_ContentReaderCallback = { cls, _, buffer, capacity in
  guard let cls, let buffer else { return mhd_end_with_error }
  let exchange = Unmanaged<Exchange>.fromOpaque(cls).takeUnretainedValue()
  return switch exchange.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: capacity)) {
  case .bytes(let count): count
  case .later: 0
  case .end: mhd_end_of_stream
  case .failed: mhd_end_with_error
  }
}

private let freeStream: MHD_ContentReaderFreeCallback = { cls in
  guard let cls else { return }
  Unmanaged<Exchange>.fromOpaque(cls).release()
}
