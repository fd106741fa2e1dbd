import Testing
import Threading

@testable import Logging

@Suite struct LoggerTests {
  @Test(arguments: Logger.Level.allCases, Logger.Level.allCases)
  func writesFromItsLevelUp(threshold: Logger.Level, level: Logger.Level) {
    let handler = RecordingLogHandler()
    var logger = Logger(label: "levels") { _ in handler }
    logger.logLevel = threshold
    let built = Lock(false)
    func message() -> Logger.Message {
      built.withLock { $0 = true }
      return "text"
    }
    logger.log(level: level, message())
    let order: [Logger.Level] = [.trace, .debug, .info, .notice, .warning, .error, .critical]
    let expected = order.drop { $0 != threshold }.contains(level)
    #expect(handler.statements.withLock { $0.count } == (expected ? 1 : 0))
    #expect(built.withLock { $0 } == expected)
  }

  @Test func everyLevelHasItsMethod() {
    let handler = RecordingLogHandler()
    var logger = Logger(label: "methods") { _ in handler }
    logger.logLevel = .trace
    logger.trace("a")
    logger.debug("a")
    logger.info("a")
    logger.notice("a")
    logger.warning("a")
    logger.error("a")
    logger.critical("a")
    #expect(handler.statements.withLock { $0.map(\.level) } == Logger.Level.allCases)
  }

  @Test func isAValue() {
    let handler = RecordingLogHandler()
    var first = Logger(label: "values") { _ in handler }
    first.logLevel = .debug
    first[metadataKey: "only-on"] = "first"
    var second = first
    second.logLevel = .error
    second[metadataKey: "only-on"] = "second"
    #expect(first.logLevel == .debug)
    #expect(first[metadataKey: "only-on"] == "first")
    #expect(second.logLevel == .error)
    #expect(second[metadataKey: "only-on"] == "second")
  }

  @Test func namesTheModuleAsSourceUnlessTold() {
    let handler = RecordingLogHandler()
    let logger = Logger(label: "sources") { _ in handler }
    logger.info("own")
    logger.info("told", source: "elsewhere")
    #expect(handler.statements.withLock { $0.map(\.source) } == ["LoggingTests", "elsewhere"])
    #expect(Logger.module(of: "nothing") == "n/a")
  }

  @Test func explicitMetadataWins() {
    let handler = RecordingLogHandler()
    var logger = Logger(label: "metadata") { _ in handler }
    logger[metadataKey: "a"] = "logger"
    logger[metadataKey: "b"] = "logger"
    logger.info("text", metadata: ["a": "statement", "n": .stringConvertible(7), "l": ["x", "y"], "d": ["k": "v"]])
    #expect(
      handler.statements.withLock { $0[0].metadata }
        == ["a": "statement", "b": "logger", "n": .stringConvertible(7), "l": ["x", "y"], "d": ["k": "v"]])
  }

  @Test(
    arguments: [
      (.string("a"), .string("a"), true),
      (.string("7"), .stringConvertible(7), false),
      (.stringConvertible(7), .stringConvertible("7"), true),
      (["a", "b"], ["a", "b"], true),
      (["a", "b"], ["b", "a"], false),
      (["k": "v"], ["k": "v"], true),
      (["k": "v"], ["k": "w"], false),
    ] as [(Logger.MetadataValue, Logger.MetadataValue, Bool)])
  func metadataValuesCompare(lhs: Logger.MetadataValue, rhs: Logger.MetadataValue, equal: Bool) {
    #expect((lhs == rhs) == equal)
  }

  @Test func levelsAreWrittenByName() {
    #expect(Logger.Level(rawValue: "notice") == .notice)
    #expect(Logger.Level.allCases.sorted() == Logger.Level.allCases)
  }
}
