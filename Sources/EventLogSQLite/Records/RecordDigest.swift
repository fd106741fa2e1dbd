import Crypto

/// The digest kept beside each record, so that a flipped bit is found when it is read: SQLite sees damage to its pages'
/// structure only, not to a value.
///
/// It is the first 64 bits of a cryptographic digest over timestamp, key, value and headers, with their lengths and
/// whether they are there at all; where the record stands is mixed in when it is known. Against chance, not against an
/// adversary, who could write another digest too.
struct RecordDigest: Equatable {
  var value: UInt64

  /// The digest to store for a record at this place.
  func stored(at id: Int64) -> Int64 {
    // Multiplying by an odd number gives each place another value.
    Int64(bitPattern: value ^ UInt64(bitPattern: id) &* 0x9e37_79b9_7f4a_7c15)
  }
}

/// Makes the digests of one record after the other.
struct RecordDigester: ~Copyable {
  private var stream: DigestStream
  /// Timestamp and the three lengths, reused.
  private var frame = [UInt8](repeating: 0, count: 32)

  init(_ algorithm: DigestAlgorithm) { stream = DigestStream(algorithm) }

  mutating func digest(timestamp: Int64, key: [UInt8]?, value: [UInt8]?, headers: [UInt8]?) -> RecordDigest {
    set(0, timestamp)
    set(1, key.map { Int64($0.count) } ?? -1)
    set(2, value.map { Int64($0.count) } ?? -1)
    set(3, headers.map { Int64($0.count) } ?? -1)
    stream.update(frame)
    if let key { stream.update(key) }
    if let value { stream.update(value) }
    if let headers { stream.update(headers) }
    let bytes = stream.finish().bytes
    return RecordDigest(value: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  private mutating func set(_ place: Int, _ number: Int64) {
    let bits = UInt64(bitPattern: number)
    for byte in 0..<8 { frame[place * 8 + byte] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(byte))) }
  }
}
