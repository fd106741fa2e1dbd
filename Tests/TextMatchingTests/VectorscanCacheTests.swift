import Foundation
import Testing

@testable import TextMatching

@Suite struct VectorscanCacheTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "patterns-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private let patterns: PatternSet
  private let cached: [Match]

  init() throws {
    patterns = try PatternSet([Pattern(id: 5, .literal("调解")), Pattern(id: 6, .regex("不.{0,4}告"))])
    cached = try VectorscanMatcher(patterns).matches(in: "不想告，想调解")
  }

  @Test func theCompiledFormIsKeptAndUsed() throws {
    try withFolder { folder in
      _ = try VectorscanMatcher(patterns, cacheFolder: folder)
      let cache = VectorscanCache(folder: folder, patterns: patterns)
      let form = try #require(cache.read())
      #expect(VectorscanDatabase(serialized: form) != nil)
      // What is in the file is what runs: the form of other patterns under this key is found to be used.
      let other = try VectorscanDatabase(compiling: [Pattern(id: 77, .literal("不"))])
      cache.write(try #require(other.serialized()))
      #expect(try VectorscanMatcher(patterns, cacheFolder: folder).matches(in: "不").map(\.id) == [77])
    }
  }

  @Test func otherPatternsHaveAnotherFile() throws {
    let other = try PatternSet([Pattern(id: 5, .literal("调解")), Pattern(id: 6, .regex("不.{0,5}告"))])
    let first = VectorscanCache(folder: "f", patterns: patterns)
    #expect(first.path != VectorscanCache(folder: "f", patterns: other).path)
  }

  @Test func damageAnywhereIsNoticedAndRepaired() throws {
    try withFolder { folder in
      _ = try VectorscanMatcher(patterns, cacheFolder: folder)
      let path = VectorscanCache(folder: folder, patterns: patterns).path
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for position in stride(from: 0, to: whole.count, by: 97) {
        var damaged = whole
        damaged[position] ^= 0x10
        try damaged.write(to: URL(fileURLWithPath: path))
        #expect(VectorscanCache(folder: folder, patterns: patterns).read() == nil)
      }
      for length in [0, 1, 30, whole.count - 1] {
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        let matcher = try VectorscanMatcher(patterns, cacheFolder: folder)
        #expect(matcher.matches(in: "不想告，想调解") == cached)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
      }
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNoError() throws {
    let matcher = try VectorscanMatcher(patterns, cacheFolder: "/dev/null/none")
    #expect(matcher.matches(in: "不想告，想调解") == cached)
  }
}
