/// The status with which a process ends.
public struct ExitCode: Error, Sendable, Hashable {
  public let rawValue: Int32

  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  public static let success = ExitCode(0)
  public static let failure = ExitCode(1)
  /// `EX_USAGE` of sysexits.
  public static let validationFailure = ExitCode(64)

  public var isSuccess: Bool { rawValue == 0 }
}

/// Arguments that do not go together, in words for the person at the terminal.
public struct ValidationError: Error, Sendable, Hashable, CustomStringConvertible {
  public let message: String

  public init(_ message: String) { self.message = message }

  public var description: String { message }
}

/// An end that is no failure.
public enum CleanExit: Error, Sendable, Hashable {
  case message(String)
}

/// Somebody asked for help, or typed a command that needs a subcommand.
struct HelpRequest: Error {
  var path: [any ParsableCommand.Type]
}

/// What is wrong with the words typed.
enum ParserError: Error {
  case unknownOption(String, near: String?)
  case missingValue(option: String, valueName: String)
  case unexpectedValue(option: String)
  case unexpectedArgument(String)
  case missingArgument(String)
  case missingOption(String)
  case invalidValue(String, argument: String, allowed: [String])
  case unknownSubcommand(String, near: String?)
  case repeated(String)

  var text: String {
    let wording = ParserWording.current
    switch self {
    case .unknownOption(let name, let near):
      return wording("未知选项 \(name)", "unknown option \(name)") + Self.suggestion(near)
    case .missingValue(let option, let valueName):
      return wording("选项 \(option) 缺少取值 <\(valueName)>", "option \(option) needs a value <\(valueName)>")
    case .unexpectedValue(let option): return wording("选项 \(option) 不带取值", "option \(option) takes no value")
    case .unexpectedArgument(let word): return wording("多余的参数 \(word)", "unexpected argument \(word)")
    case .missingArgument(let name): return wording("缺少参数 <\(name)>", "missing argument <\(name)>")
    case .missingOption(let name): return wording("缺少选项 \(name)", "missing option \(name)")
    case .invalidValue(let word, let argument, let allowed):
      let choice = allowed.isEmpty ? "" : wording("，应为 ", "; expected ") + allowed.joined(separator: "|")
      return wording("\(argument) 的取值 \(word) 不对", "\(word) is no value for \(argument)") + choice
    case .unknownSubcommand(let word, let near):
      return wording("未知命令 \(word)", "unknown command \(word)") + Self.suggestion(near)
    case .repeated(let name): return wording("选项 \(name) 给了两次", "option \(name) was given twice")
    }
  }

  private static func suggestion(_ near: String?) -> String {
    near.map { ParserWording.current("，是不是 \($0)？", "; did you mean \($0)?") } ?? ""
  }
}

/// An error of a known command, so that the right help can be pointed to.
struct CommandError: Error {
  var path: [any ParsableCommand.Type]
  var error: any Error
}
