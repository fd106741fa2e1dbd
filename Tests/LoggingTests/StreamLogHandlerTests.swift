import Foundation
import Testing
import Threading

@testable import Logging

@Suite struct StreamLogHandlerTests {
  private func line(_ message: Logger.Message, _ metadata: Logger.Metadata = [:], label: String = "intake") -> String {
    let stream = RecordingStream()
    let logger = Logger(label: label) { StreamLogHandler(label: $0, stream: stream, metadataProvider: nil) }
    logger.info(message, metadata: metadata)
    #expect(stream.lines.count == 1)
    return stream.lines.first ?? ""
  }

  @Test func hasTheShapeOfTheStandardPackage() throws {
    let text = line("read", ["rows": .stringConvertible(7_000), "file": "a.csv"])
    let shape = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} info intake: file=a\.csv rows=7000 \[LoggingTests\] read/
    #expect(try shape.wholeMatch(in: text) != nil, "\(text)")
    #expect(line("x", label: "").contains(" info: [LoggingTests] x"))
  }

  @Test(arguments: [
    "a\nb", "a\r\nb", "a\u{2028}b", "\u{1B}[31mred", "a\u{0}b", "a\u{85}b", "\u{9B}31m", "电话\n2026 error",
  ])
  func aStatementIsOneLineWithoutControlCharacters(hostile: String) {
    for text in [line("\(hostile)"), line("x", ["k": .string(hostile)])] {
      let bad = text.unicodeScalars.filter { $0.properties.generalCategory == .control || $0 == "\u{2028}" }
      #expect(bad.isEmpty, "\(text)")
      #expect(text.contains("\\"))
    }
  }

  @Test func leavesOrdinaryTextAlone() {
    #expect(line("群众来电反映 😀 é").hasSuffix("群众来电反映 😀 é"))
  }

  @Test func linesFromManyThreadsDoNotMix() throws {
    let pipe = Pipe()
    // A full pipe that does not block must not lose or cut a line.
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
    let stream = DescriptorStream(descriptor: descriptor)
    let received = Lock(Data())
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      received.withLock { $0 = data }
      done.signal()
    }
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<100 {
        stream.write("\(thread):\(number):" + String(repeating: "字", count: 2_000) + "\n")
      }
    }
    try pipe.fileHandleForWriting.close()
    done.wait()
    let lines = String(decoding: received.withLock { $0 }, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 800)
    #expect(Set(lines).count == 800)
    #expect(lines.allSatisfy { $0.hasSuffix(":" + String(repeating: "字", count: 2_000)) })
    for thread in 0..<8 {
      let own = lines.compactMap { $0.hasPrefix("\(thread):") ? $0.split(separator: ":")[1] : nil }
      #expect(own == (0..<100).map { "\($0)" })
    }
  }

  @Test func aClosedDescriptorIsNoTrap() {
    DescriptorStream(descriptor: -1).write("nobody reads this")
  }
}
