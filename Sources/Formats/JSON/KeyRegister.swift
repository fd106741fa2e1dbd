/// The keys seen so far in each open object, to find one that comes twice.
///
/// A small object compares digests in a row; a large one is kept in a hash table with a random seed, so that chosen keys
/// cannot make it slow.
struct KeyRegister: Sendable {
  enum Outcome { case new, duplicate, full }

  private struct Mark {
    var digest: UInt64
    var key: JSONString
  }

  private struct KeyBytes: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private static let rowLength = 32

  private var marks: [Mark] = []
  /// For each open object, where its marks begin.
  private var starts: [Int] = []
  /// By the number of open objects: the keys of those that outgrew a row.
  private var tables: [Int: Set<KeyBytes>] = [:]

  mutating func removeAll() {
    marks.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    tables.removeAll()
  }

  mutating func open() {
    starts.append(marks.count)
  }

  mutating func close() {
    guard let from = starts.popLast() else { return }
    if marks.count - from >= Self.rowLength && !tables.isEmpty { tables[starts.count + 1] = nil }
    marks.removeLast(marks.count - from)
  }

  mutating func insert(_ key: JSONString, in bytes: [UInt8], limit: Int) -> Outcome {
    let from = starts[starts.count - 1]
    let count = marks.count - from
    if count >= limit { return .full }
    let digest = key.isEscaped ? Self.digest(JSONEscapes.undo(bytes[key.range])) : Self.digest(bytes, key.range)
    if count < Self.rowLength {
      var k = from
      while k < marks.count {
        if marks[k].digest == digest && Self.areEqual(marks[k].key, key, bytes) { return .duplicate }
        k &+= 1
      }
    } else {
      if tables[starts.count] == nil {
        tables[starts.count] = Set(marks[from...].map { KeyBytes(bytes: Self.plain($0.key, bytes)) })
      }
      let isNew = tables[starts.count]?.insert(KeyBytes(bytes: Self.plain(key, bytes))).inserted ?? true
      if !isNew { return .duplicate }
    }
    marks.append(Mark(digest: digest, key: key))
    return .new
  }

  private static func plain(_ key: JSONString, _ bytes: [UInt8]) -> [UInt8] {
    key.isEscaped ? JSONEscapes.undo(bytes[key.range]) : Array(bytes[key.range])
  }

  private static func areEqual(_ a: JSONString, _ b: JSONString, _ bytes: [UInt8]) -> Bool {
    if a.isEscaped || b.isEscaped { return plain(a, bytes) == plain(b, bytes) }
    return bytes[a.range].elementsEqual(bytes[b.range])
  }

  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    digest(bytes, 0..<bytes.count)
  }

  private static func digest(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
      var index = range.lowerBound
      while index &+ 8 <= range.upperBound {
        hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 32
        index &+= 8
      }
      var tail: UInt64 = 0
      while index < range.upperBound {
        tail = tail << 8 | UInt64(raw[index])
        index &+= 1
      }
      hash = (hash ^ tail) &* 0xC4CE_B9FE_1A85_EC53
      return hash ^ hash >> 29
    }
  }
}
