import Glibc

/// What is told about an error, where, and with which status the process ends.
struct ErrorPresentation {
  let text: String
  let code: ExitCode
  private let isFailure: Bool

  init(_ error: any Error, root: any ParsableCommand.Type) {
    let wording = ParserWording.current
    switch error {
    case let request as HelpRequest:
      text = HelpGenerator(path: request.path, columns: Self.terminalColumns).text
      code = .success
      isFailure = false
    case CleanExit.message(let message):
      text = message.hasSuffix("\n") ? message : message + "\n"
      code = .success
      isFailure = false
    case let exit as ExitCode:
      text = ""
      code = exit
      isFailure = true
    case let failure as CommandError:
      let path = CommandPath(failure.path).text
      let message = (failure.error as? ParserError)?.text ?? "\(failure.error)"
      text =
        wording("错误：", "Error: ") + message + "\n" + wording("用法见：", "See: ") + "\(path) --help\n"
      code = .validationFailure
      isFailure = true
    case let invalid as ValidationError:
      text = wording("错误：", "Error: ") + invalid.message + "\n"
      code = .validationFailure
      isFailure = true
    default:
      text = wording("错误：", "Error: ") + "\(error)\n"
      code = .failure
      isFailure = true
    }
  }

  /// Help and versions go to standard output, errors to standard error.
  func write() {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(isFailure ? 2 : 1, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  private static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return min(Int(size.ws_col), 120)
  }
}
