import Foundation
import Testing

@testable import Commands

@Suite struct InputLinesTests {
  private func lines(of bytes: [UInt8]) async throws -> [String] {
    try await Repository.withFolder { folder in
      let path = "\(folder)/input"
      try Data(bytes).write(to: URL(filePath: path))
      let lines = try InputLines(path: path)
      var all: [String] = []
      while let line = try lines.next() {
        #expect(line.number == all.count + 1)
        all.append(String(decoding: line.bytes, as: UTF8.self))
      }
      return all
    }
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\n\r\nb", ["a", "", "b"]), ("\n\n", ["", ""]),
    ("\u{FEFF}甲\n\u{FEFF}乙", ["甲", "\u{FEFF}乙"]),
  ])
  func areRead(text: String, expected: [String]) async throws {
    let found = try await lines(of: Array(text.utf8))
    #expect(found == expected)
  }

  @Test func areReadAcrossBuffers() async throws {
    let long = (0..<3_000).map { "\($0) " + String(repeating: "长", count: $0 % 97) }
    let found = try await lines(of: Array(long.joined(separator: "\n").utf8))
    #expect(found == long)
  }

  @Test(arguments: [[0xB5, 0xE7, 0x0A], [0x61, 0x0A, 0xFF], [0xC0, 0x80]] as [[UInt8]])
  func otherEncodingsAreRefused(bytes: [UInt8]) async throws {
    await #expect(throws: CommandFailure.self) { try await lines(of: bytes) }
  }

  @Test func aLineWithoutEndIsRefused() async throws {
    await #expect(throws: CommandFailure.self) {
      try await lines(of: [UInt8](repeating: 0x61, count: (4 << 20) + 100_000))
    }
  }

  @Test func aMissingFileIsTold() {
    #expect(throws: CommandFailure.self) { try InputLines(path: "/nowhere/at/all") }
  }
}
