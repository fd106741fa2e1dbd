import CCurl
import Threading

/// libcurl's handles for one client. It owns them; all of its calls but the waking come from the client's one thread.
final class CurlSession: @unchecked Sendable {
  // Sendable without the compiler's proof: the handles are touched by the client's thread alone, which `WorkerThread`
  // makes sure of, except for curl_multi_wakeup, which may be called from any.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private var multi: UnsafeMutableRawPointer?
  private var easy: UnsafeMutableRawPointer?
  private var fields: UnsafeMutablePointer<curl_slist>?

  func close() {
    if let easy { curl_easy_cleanup(easy) }
    if let multi { curl_multi_cleanup(multi) }
    easy = nil
    multi = nil
    freeFields()
  }

  deinit { close() }

  private func freeFields() {
    curl_slist_free_all(fields)
    fields = nil
  }

  /// Carries one transfer from beginning to end; blocks meanwhile.
  func perform(_ request: HTTPClientRequest, at endpoint: HTTPClientEndpoint, _ transfer: Transfer) {
    guard Self.isReady, let easy = easy ?? curl_easy_init(), let multi = multi ?? curl_multi_init() else {
      return transfer.detach(HTTPClientError.transferFailed(code: Int(CURLE_FAILED_INIT.rawValue), message: "init"))
    }
    self.easy = easy
    self.multi = multi
    // Waking goes through an object that the session clears before the handle goes.
    let waker = Waker(multi)
    guard transfer.attach({ waker.wake() }) else { return transfer.detach(nil) }
    let sink = Sink(transfer)
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    text.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    defer { text.deallocate() }
    withExtendedLifetime(sink) {
      configure(easy, request, endpoint, sink, text)
      let result = run(easy, multi, transfer)
      curl_easy_reset(easy)
      freeFields()
      waker.stop()
      transfer.detach(Self.error(result, String(cString: text)))
    }
  }

  private func run(_ easy: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer, _ transfer: Transfer) -> CURLcode
  {
    guard curl_multi_add_handle(multi, easy) == CURLM_OK else { return CURLE_FAILED_INIT }
    defer { curl_multi_remove_handle(multi, easy) }
    var running: Int32 = 1
    while true {
      if transfer.isEnded { return CURLE_ABORTED_BY_CALLBACK }
      if let pauses = transfer.changedPauses() {
        curl_easy_pause(
          easy, (pauses.sending ? curl_pause_sending : 0) | (pauses.receiving ? curl_pause_receiving : 0))
      }
      guard curl_multi_perform(multi, &running) == CURLM_OK else { return CURLE_RECV_ERROR }
      let result = curl_ended_result(multi)
      if result != CURLE_AGAIN { return result }
      // What came between the look at the pauses and now has woken the poll already.
      guard curl_multi_poll(multi, nil, 0, 1_000, nil) == CURLM_OK else { return CURLE_RECV_ERROR }
    }
  }

  private func configure(
    _ easy: UnsafeMutableRawPointer, _ request: HTTPClientRequest, _ endpoint: HTTPClientEndpoint, _ sink: Sink,
    _ text: UnsafeMutablePointer<CChar>
  ) {
    let context = Unmanaged.passUnretained(sink).toOpaque()
    switch endpoint {
    case .url(let base):
      let base = base.hasSuffix("/") ? String(base.dropLast()) : base
      curl_set_string(easy, CURLOPT_URL, base + request.path)
    case .unixSocket(let path):
      curl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, path)
      curl_set_string(easy, CURLOPT_URL, "http://localhost" + request.path)
    }
    curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    curl_set_string(easy, CURLOPT_PROXY, "")  // the environment's proxies are not meant for us
    curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
    curl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
    curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
    if let timeout = request.timeout { curl_set_long(easy, CURLOPT_TIMEOUT_MS, timeout.wholeMilliseconds) }
    curl_set_pointer(easy, CURLOPT_ERRORBUFFER, text)
    curl_set_callback(easy, CURLOPT_HEADERFUNCTION, receiveField)
    curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
    curl_set_callback(easy, CURLOPT_WRITEFUNCTION, receiveBytes)
    curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
    addFields(easy, request)
    setBody(easy, request, context)
  }

  private func addFields(_ easy: UnsafeMutableRawPointer, _ request: HTTPClientRequest) {
    for (name, value) in request.headers {
      // A field without a value is written with a semicolon in libcurl's list.
      fields = curl_slist_append(fields, value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    let hasType = request.headers.contains { $0.name.lowercased() == "content-type" }
    if !hasType { fields = curl_slist_append(fields, "Content-Type:") }
    curl_set_pointer(easy, CURLOPT_HTTPHEADER, fields)
  }

  private func setBody(
    _ easy: UnsafeMutableRawPointer, _ request: HTTPClientRequest, _ context: UnsafeMutableRawPointer
  ) {
    switch request.body {
    case .none:
      if request.method == "HEAD" { curl_set_long(easy, CURLOPT_NOBODY, 1) }
    case .bytes(let bytes):
      // Copied, so that libcurl can send it again on a new connection when a kept one turns out to be dead.
      curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
      // Without a pointer libcurl would read from the standard input.
      (bytes.isEmpty ? [0] : bytes).withUnsafeBytes { raw in
        _ = curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: raw.baseAddress))
      }
    case .stream(let contentLength, _):
      curl_set_long(easy, CURLOPT_UPLOAD, 1)
      curl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(contentLength ?? -1))
      curl_set_callback(easy, CURLOPT_READFUNCTION, sendBytes)
      curl_set_pointer(easy, CURLOPT_READDATA, context)
      // It cannot be sent twice, so a kept connection that may be dead is no good.
      curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
    }
    curl_set_string(easy, CURLOPT_CUSTOMREQUEST, request.method)
  }

  private static func error(_ result: CURLcode, _ text: String) -> (any Error)? {
    let message = text.isEmpty ? String(cString: curl_easy_strerror(result)) : text
    let code = Int(result.rawValue)
    return switch result {
    case CURLE_OK: nil
    case CURLE_OPERATION_TIMEDOUT: HTTPClientError.timedOut
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
      HTTPClientError.cannotConnect(code: code, message: message)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: HTTPClientError.invalidRequest(message)
    default: HTTPClientError.transferFailed(code: code, message: message)
    }
  }
}

/// Wakes the thread out of libcurl's poll for as long as the handle is there.
private final class Waker: Sendable {
  private struct Handle: @unchecked Sendable {
    // Sendable without the compiler's proof: curl_multi_wakeup may be called from any thread.
    var multi: UnsafeMutableRawPointer?
  }

  private let handle: Lock<Handle>

  init(_ multi: UnsafeMutableRawPointer) {
    handle = Lock(Handle(multi: multi))
  }

  func wake() {
    handle.withLock { handle in
      if let multi = handle.multi { _ = curl_multi_wakeup(multi) }
    }
  }

  func stop() {
    handle.withLock { $0.multi = nil }
  }
}

/// What the callbacks of one transfer work on, on the client's thread only.
private final class Sink {
  let transfer: Transfer
  private var response: HTTPClientResponse?

  init(_ transfer: Transfer) {
    self.transfer = transfer
  }

  /// Takes a line of the head; the empty one ends it.
  func line(_ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      response = HTTPClientResponse(status: status)
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      response?.headers.append(.init(name: String(text[..<colon]), value: String(value)))
    } else if text.isEmpty, let response, response.status >= 200 {
      transfer.received(response)
    }
  }
}

private typealias DataCallback =
  @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

private let receiveField: DataCallback = { data, size, count, context in
  guard let data, let context else { return 0 }
  Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
    .line(UnsafeRawBufferPointer(start: data, count: size * count))
  return size * count
}

private let receiveBytes: DataCallback = { data, size, count, context in
  guard let data, let context else { return 0 }
  let transfer = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().transfer
  return switch transfer.write(UnsafeRawBufferPointer(start: data, count: size * count)) {
  case .taken: size * count
  case .wait: curl_write_pause
  case .abort: 0
  }
}

private let sendBytes: DataCallback = { buffer, size, count, context in
  guard let buffer, let context else { return curl_read_abort }
  let transfer = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().transfer
  return switch transfer.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count)) {
  case .bytes(let count): count
  case .wait: curl_read_pause
  case .end: 0
  case .abort: curl_read_abort
  }
}

extension Duration {
  /// In milliseconds, at least one.
  fileprivate var wholeMilliseconds: Int {
    max(1, Int(clamping: components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000))
  }
}
