public import Casework
import Glibc
import Threading

/// Where a command speaks to a person: results to standard output, everything else to standard error.
public struct Terminal: Sendable {
  /// The language of the person, by the locale.
  public let language: Language
  /// Whether standard error is a terminal, on which a line can be drawn again.
  public let isInteractive: Bool
  /// How wide a line may be; 100 where nobody says.
  public let columns: Int
  private let outputIsClosed = Lock(false)

  static let defaultColumns = 100

  /// Reads `LC_ALL`, `LC_MESSAGES`, `LANG` and `COLUMNS`, and asks the terminals. A pipe that its reader closed will be
  /// an error of `write` from here on, not the end of the process.
  public init(environment: [String: String]) {
    signal(SIGPIPE, SIG_IGN)
    language = Language(environment: environment)
    isInteractive = isatty(STDERR_FILENO) == 1
    columns = Self.columns(environment: environment)
  }

  /// The sentence in the person's language.
  public func text(_ zh: String, _ en: String) -> String { language == .english ? en : zh }

  public func text(_ sentence: Bilingual) -> String { sentence[language] }

  /// A remark in the brackets of the person's script, to be put behind something.
  func bracketed(_ remark: String) -> String { language == .english ? " (\(remark))" : "（\(remark)）" }

  /// Whether whoever read standard output has gone: further results would be for nobody.
  public var isClosed: Bool { outputIsClosed.withLock { $0 } }

  /// Writes a line of the result to standard output. Does nothing once its reader has gone.
  public func print(_ line: String) {
    guard !isClosed else { return }
    if !Self.write(line + "\n", to: STDOUT_FILENO) { outputIsClosed.withLock { $0 = true } }
  }

  /// Writes bytes of the result to standard output as they are. Does nothing once its reader has gone.
  func put(_ bytes: [UInt8]) {
    guard !isClosed else { return }
    if !Self.write(bytes, to: STDOUT_FILENO) { outputIsClosed.withLock { $0 = true } }
  }

  /// Tells the person something that is not the result: a line on standard error.
  public func tell(_ line: String) { Self.write(line + "\n", to: STDERR_FILENO) }

  /// Writes text as it is to standard error, without a line's end.
  public func draw(_ text: String) { Self.write(text, to: STDERR_FILENO) }

  /// Writes all of the text; `false` when the descriptor takes no more, such as a pipe whose reader has gone.
  @discardableResult
  public static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// Writes all of the bytes; `false` when the descriptor takes no more.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      } else if count < 0, errno == EAGAIN {
        // Somebody made the terminal non-blocking, and shares it with us.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }

  private static func columns(environment: [String: String]) -> Int {
    let bounds = 40...200
    if let said = environment["COLUMNS"].flatMap({ Int($0) }), bounds.contains(said) { return said }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return defaultColumns }
    return min(max(Int(size.ws_col), bounds.lowerBound), bounds.upperBound)
  }
}
