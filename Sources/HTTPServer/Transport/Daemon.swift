import CMicroHTTPD
import Glibc
import Threading

/// libmicrohttpd at work on one listening socket. It owns the library's handle; ``stop()`` gives it back.
final class Daemon: Sendable {
  private struct Handle: @unchecked Sendable {
    // Sendable without the compiler's proof: the library's own calls on a daemon may be made from any thread, and only
    // one at a time is made here.
    var pointer: OpaquePointer?
    var isQuiet = false
  }

  let socket: ListeningSocket
  private let core: ServerCore
  private let handle = Lock(Handle())

  /// Starts the threads.
  init(_ socket: ListeningSocket, _ core: ServerCore, _ configuration: HTTPServerConfiguration) throws(ListenError) {
    self.socket = socket
    self.core = core
    let context = Unmanaged.passUnretained(core).toOpaque()
    var options = [
      Self.option(.LISTEN_SOCKET, Int(socket.descriptor)),
      Self.option(.CONNECTION_LIMIT, Self.connectionLimit(configuration.maxConnections)),
      Self.option(.CONNECTION_MEMORY_LIMIT, configuration.connectionMemory),
      Self.option(.CONNECTION_TIMEOUT, Int(configuration.idleTimeout.components.seconds)),
      Self.option(.STRICT_FOR_CLIENT, 0),  // what strictness finds is answered by RequestScreening instead
      Self.option(.NOTIFY_CONNECTION, unsafeBitCast(connectionChanged, to: Int.self), context),
      Self.option(.NOTIFY_COMPLETED, unsafeBitCast(requestCompleted, to: Int.self), context),
      Self.option(.URI_LOG_CALLBACK, unsafeBitCast(targetArrived, to: Int.self), context),
      Self.option(.UNESCAPE_CALLBACK, unsafeBitCast(leaveEscaped, to: Int.self)),
    ]
    if configuration.threads > 1 {
      options.append(Self.option(.THREAD_POOL_SIZE, configuration.threads))
    }
    options.append(Self.option(.END, 0))
    let flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
    let pointer = Self.withSignalsBlocked { mhd_start(flags, requestArrived, context, &options) }
    guard let pointer else { throw .transport(code: errno) }
    handle.withLock { $0.pointer = pointer }
  }

  /// Takes no further connection; those that are open go on.
  func quiesce() {
    handle.withLock { handle in
      guard let pointer = handle.pointer, !handle.isQuiet else { return }
      handle.isQuiet = true
      _ = MHD_quiesce_daemon(pointer)
    }
    socket.shutDown()
  }

  /// Closes what is still open and ends the threads. It blocks, and no request may be suspended any more.
  func stop() {
    quiesce()
    let pointer = handle.withLock { handle in
      defer { handle.pointer = nil }
      return Stopping(pointer: handle.pointer)
    }
    MHD_stop_daemon(pointer.pointer)
  }

  private struct Stopping: @unchecked Sendable {
    let pointer: OpaquePointer?
  }

  private static func option(
    _ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil
  ) -> MHD_OptionItem {
    MHD_OptionItem(option: option, value: value, ptr_value: pointer)
  }

  /// Without a free descriptor neither a client can be taken nor a file opened, so some are left to the rest of the program.
  private static func connectionLimit(_ wanted: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
    return min(wanted, max(Int(clamping: limit.rlim_cur) - 256, 64))
  }

  /// The library's threads inherit the mask: signals are for the program's own threads.
  private static func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return body()
  }
}
