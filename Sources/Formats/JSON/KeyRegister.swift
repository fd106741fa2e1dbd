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

  private struct Row {
    /// Where the object's marks begin.
    var start: Int
    /// A bit for each digest seen, by its upper six bits: one that is not set tells a new key without looking.
    var filter: UInt64 = 0
  }

  /// Kept at its greatest length; `count` are in use.
  private var marks: [Mark] = []
  private var count = 0
  /// One for each open object.
  private var rows: [Row] = []
  /// By the object's place in `rows`: the keys of those that outgrew a row.
  private var tables: [Int: Set<KeyBytes>] = [:]

  init() {
    marks.reserveCapacity(24)
    rows.reserveCapacity(8)
  }

  mutating func removeAll() {
    count = 0
    rows.removeAll(keepingCapacity: true)
    if !tables.isEmpty { tables.removeAll() }
  }

  mutating func open() {
    rows.append(Row(start: count))
  }

  mutating func close() {
    guard let row = rows.popLast() else { return }
    if count - row.start > Self.rowLength { tables[rows.count] = nil }
    count = row.start
  }

  mutating func insert(_ key: JSONString, in bytes: [UInt8], limit: Int) -> Outcome {
    let top = rows.count - 1
    let start = rows[top].start
    if count - start >= limit { return .full }
    let digest = key.isEscaped ? Self.digest(JSONEscapes.undo(bytes[key.range])) : Self.digest(bytes, key.range)
    if count - start < Self.rowLength {
      let bit = (1 as UInt64) << (digest >> 58)
      if rows[top].filter & bit != 0 {
        for k in start..<count where marks[k].digest == digest && Self.areEqual(marks[k].key, key, bytes) {
          return .duplicate
        }
      }
      rows[top].filter |= bit
    } else {
      if tables[top] == nil {
        tables[top] = Set(marks[start..<count].map { KeyBytes(bytes: Self.plain($0.key, bytes)) })
      }
      let isNew = tables[top]?.insert(KeyBytes(bytes: Self.plain(key, bytes))).inserted ?? false
      if !isNew { return .duplicate }
    }
    let mark = Mark(digest: digest, key: key)
    if count < marks.count { marks[count] = mark } else { marks.append(mark) }
    count += 1
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

  /// Of the first eight bytes, the last eight and the length: enough to tell the keys of a record apart. Keys of equal
  /// digest are compared in full, and there are few of them to compare with.
  @inline(__always)
  private static func digest(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      let count = range.count
      var word: UInt64 = 0
      if count >= 8 {
        word = raw.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
        word ^= raw.loadUnaligned(fromByteOffset: range.upperBound &- 8, as: UInt64.self) &* 0xFF51_AFD7_ED55_8CCD
      } else {
        for index in range { word = word << 8 | UInt64(raw[index]) }
      }
      word = (word ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
      return word ^ word >> 32
    }
  }
}
