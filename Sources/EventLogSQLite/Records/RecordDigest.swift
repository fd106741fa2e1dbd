/// The digest kept beside each record, so that a flipped bit is found when it is read: SQLite sees damage to its pages'
/// structure only, not to a value.
///
/// It covers timestamp, key, value and headers, with their lengths and whether they are there at all, and where the record
/// stands. 64 bits against chance; it proves nothing against an adversary.
struct RecordDigest: Equatable {
  var value: UInt64

  /// What is stored in the log's file beside the digests' algorithm.
  static let algorithm = "mix64"

  /// The part that does not depend on where the record stands, so that it can be made before that is known.
  init(timestamp: Int64, key: [UInt8]?, value: [UInt8]?, headers: [UInt8]?) {
    var hash = Self.mix(0x9e37_79b9_7f4a_7c15, UInt64(bitPattern: timestamp))
    for part in [key, value, headers] {
      hash = Self.mix(hash, part.map { UInt64($0.count) } ?? .max)
      if let part { hash = part.withUnsafeBytes { Self.mix(hash, $0) } }
    }
    self.value = hash
  }

  /// The digest to store for a record at this place.
  func stored(at id: Int64) -> Int64 {
    Int64(bitPattern: Self.mix(value, UInt64(bitPattern: id)))
  }

  private static func mix(_ hash: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = hash
    var place = 0
    while place + 8 <= bytes.count {
      hash = mix(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var last: UInt64 = 0
    while place < bytes.count {
      last = last << 8 | UInt64(bytes[place])
      place += 1
    }
    return mix(hash, last)
  }

  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: b ^ 0xe703_7ed1_a0b4_28db)
    // The sum keeps the step reversible when one factor is zero.
    return (product.high ^ product.low) &+ a.rotated(by: 23) ^ b
  }
}

extension UInt64 {
  fileprivate func rotated(by bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
