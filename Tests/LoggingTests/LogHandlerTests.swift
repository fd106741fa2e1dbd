import Testing
import Threading

@testable import Logging

@Suite struct LogHandlerTests {
  @Test func multiplexHandsToEachByItsLevel() {
    var quiet = RecordingLogHandler()
    quiet.logLevel = .error
    var loud = RecordingLogHandler()
    loud.logLevel = .debug
    let (few, many) = (quiet.statements, loud.statements)
    var logger = Logger(label: "mux") { [quiet, loud] _ in MultiplexLogHandler([quiet, loud]) }
    #expect(logger.logLevel == .debug)
    logger[metadataKey: "k"] = "v"
    logger.trace("1")
    logger.info("2")
    logger.error("3")
    #expect(few.withLock { $0.map(\.message) } == ["3"])
    #expect(many.withLock { $0.map(\.message) } == ["2", "3"])
    #expect(many.withLock { $0.allSatisfy { $0.metadata["k"] == "v" } })
    logger.logLevel = .critical
    logger.error("4")
    #expect(many.withLock { $0.count } == 2)
  }

  @Test func noOpDropsAll() {
    var logger = Logger(label: "none") { SwiftLogNoOpLogHandler($0) }
    logger[metadataKey: "k"] = "v"
    logger.logLevel = .trace
    #expect(logger[metadataKey: "k"] == nil)
    let built = Lock(false)
    func message() -> Logger.Message {
      built.withLock { $0 = true }
      return "text"
    }
    logger.error(message())
    #expect(!built.withLock { $0 })
  }

  @Test func providersAreAskedAtEachStatement() {
    let count = Lock(0)
    let provider = Logger.MetadataProvider {
      [
        "n": .stringConvertible(
          count.withLock { count in
            count += 1; return count
          })
      ]
    }
    let stream = RecordingStream()
    let logger = Logger(label: "p") { StreamLogHandler(label: $0, stream: stream, metadataProvider: provider) }
    logger.info("a")
    logger.debug("not written")
    logger.info("b", metadata: ["n": "own"])
    #expect(stream.lines.map { $0.contains("n=1") } == [true, false])
    #expect(stream.lines[1].contains("n=own"))
  }

  @Test func laterProviderWins() {
    let both = Logger.MetadataProvider.multiplex([
      Logger.MetadataProvider { ["a": "1", "b": "1"] }, Logger.MetadataProvider { ["b": "2"] },
    ])
    #expect(both?.get() == ["a": "1", "b": "2"])
    #expect(Logger.MetadataProvider.multiplex([]) == nil)
  }
}

/// Keeps what was written to it.
final class RecordingStream: TextOutputStream, Sendable {
  private let text = Lock("")

  var lines: [String] { text.withLock { $0 }.split(separator: "\n").map(String.init) }

  func write(_ string: String) { text.withLock { $0 += string } }
}
