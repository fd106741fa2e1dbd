import Crypto
import EventLog
import Testing

@testable import EventLogSQLite

@Suite struct RecordCodingTests {
  // From Apache Kafka's own tests of its Java client.
  @Test(
    arguments: [
      ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
      ("a-little-bit-longer-string", -1_486_304_829),
      ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
    ] as [(String, Int32)])
  func murmur2AsKafkaHasIt(key: String, hash: Int32) {
    #expect(murmur2(Array(key.utf8)) == hash)
  }

  @Test(arguments: 0..<50) func headersComeBack(seed: UInt64) throws {
    var random = Seeded(seed)
    let headers = (0..<Int.random(in: 0...20, using: &random)).map { _ in
      RecordHeader(
        String(repeating: "名", count: Int.random(in: 0...100, using: &random)),
        Bool.random(using: &random)
          ? nil
          : (0..<Int.random(in: 0...40_000, using: &random)).map { UInt8(truncatingIfNeeded: $0) })
    }
    let bytes = HeaderCodec.encode(headers)
    #expect((bytes == nil) == headers.isEmpty)
    #expect(try HeaderCodec.decode(bytes) == headers)
  }

  @Test(arguments: [[0x80], [5, 1], [1, 0x61, 9, 1], [1, 0x61], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]] as [[UInt8]])
  func brokenHeadersAreRefused(bytes: [UInt8]) {
    #expect(throws: HeaderCodec.Malformed.self) { try HeaderCodec.decode(bytes) }
  }

  @Test(arguments: DigestAlgorithm.allCases) func anyBitThatFlipsChangesTheDigest(algorithm: DigestAlgorithm) {
    let key = Array("key".utf8)
    let value = (0..<75).map { UInt8($0) }
    let headers: [UInt8] = [1, 0x61, 2, 0x62]
    var digester = RecordDigester(algorithm)
    func flipped(_ bytes: [UInt8]) -> [[UInt8]] {
      (0..<(bytes.count * 8)).map { bit in
        var changed = bytes
        changed[bit / 8] ^= 1 << (bit % 8)
        return changed
      }
    }
    var seen = [digester.digest(timestamp: 5, key: key, value: value, headers: headers).value]
    for bit in 0..<64 {
      seen.append(digester.digest(timestamp: 5 ^ 1 << bit, key: key, value: value, headers: headers).value)
    }
    for key in flipped(key) {
      seen.append(digester.digest(timestamp: 5, key: key, value: value, headers: headers).value)
    }
    for value in flipped(value) {
      seen.append(digester.digest(timestamp: 5, key: key, value: value, headers: headers).value)
    }
    for headers in flipped(headers) {
      seen.append(digester.digest(timestamp: 5, key: key, value: value, headers: headers).value)
    }
    #expect(Set(seen).count == 1 + 64 + (key.count + value.count + headers.count) * 8)
    let again = digester.digest(timestamp: 5, key: key, value: value, headers: headers)
    #expect(again.value == seen[0])
  }

  @Test func whatStandsWhereIsPartOfTheDigest() {
    let parts: [[UInt8]?] = [nil, [], [0], [0, 0]]
    var digester = RecordDigester(.sha256)
    var seen: Set<UInt64> = []
    for key in parts {
      for value in parts {
        for headers in parts {
          seen.insert(digester.digest(timestamp: 0, key: key, value: value, headers: headers).value)
        }
      }
    }
    #expect(seen.count == parts.count * parts.count * parts.count)
    let digest = digester.digest(timestamp: 0, key: [], value: [], headers: nil)
    #expect(Set((0..<1_000).map { digest.stored(at: $0) }).count == 1_000)
  }
}
