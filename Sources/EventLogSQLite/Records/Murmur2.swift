/// MurmurHash2 with the seed of Apache Kafka's Java client, so that other programs put equal keys where we put them.
func murmur2(_ data: [UInt8]) -> Int32 {
  data.withUnsafeBytes { bytes in
    let m: UInt32 = 0x5bd1_e995
    var hash = 0x9747_b28c ^ UInt32(truncatingIfNeeded: bytes.count)
    let whole = bytes.count & ~3
    for start in stride(from: 0, to: whole, by: 4) {
      var k = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)) &* m
      k ^= k >> 24
      hash = hash &* m ^ k &* m
    }
    let rest = bytes.count - whole
    if rest >= 3 { hash ^= UInt32(bytes[whole + 2]) << 16 }
    if rest >= 2 { hash ^= UInt32(bytes[whole + 1]) << 8 }
    if rest >= 1 { hash = (hash ^ UInt32(bytes[whole])) &* m }
    hash = (hash ^ hash >> 13) &* m
    return Int32(bitPattern: hash ^ hash >> 15)
  }
}
