import Testing
import Threading

@testable import Logging

/// One after the other, as all of them change what belongs to the process.
@Suite(.serialized) struct LoggingSystemTests {
  @Test func makesHandlersWithTheFactory() {
    let statements = Lock<[RecordingLogHandler.Statement]>([])
    let provider = Logger.MetadataProvider { ["from": "process"] }
    LoggingSystem.bootstrapInternal(
      { label, provider in
        var handler = RecordingLogHandler(into: statements)
        handler[metadataKey: "label"] = .string(label)
        handler.metadataProvider = provider
        return handler
      }, metadataProvider: provider)
    Logger(label: "a").info("text")
    #expect(statements.withLock { $0.map(\.metadata) } == [["label": "a"]])
    #expect(LoggingSystem.metadataProvider?.get() == ["from": "process"])
    #expect(Logger(label: "a").metadataProvider?.get() == ["from": "process"])
    let own = Logger(label: "a", metadataProvider: Logger.MetadataProvider { ["from": "logger"] })
    #expect(own.metadataProvider?.get() == ["from": "logger"])
  }

  @Test func theFactoryMayItselfLog() {
    let statements = Lock<[RecordingLogHandler.Statement]>([])
    LoggingSystem.bootstrapInternal({ label, _ in
      if label == "outer" { Logger(label: "inner").info("made a handler") }
      return RecordingLogHandler(into: statements)
    })
    Logger(label: "outer").info("text")
    #expect(statements.withLock { $0.map(\.message) } == ["made a handler", "text"])
  }

  @Test func isSetUpOnce() async {
    await #expect(processExitsWith: .success) {
      LoggingSystem.bootstrap { SwiftLogNoOpLogHandler($0) }
    }
    await #expect(processExitsWith: .failure) {
      LoggingSystem.bootstrap { SwiftLogNoOpLogHandler($0) }
      LoggingSystem.bootstrap { SwiftLogNoOpLogHandler($0) }
    }
  }
}
