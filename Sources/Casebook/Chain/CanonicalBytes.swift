/// The bytes over which digests of the casebook are taken: fields one after the other, each with its length, so that no
/// two different lists of fields have the same bytes.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String?) {
    guard let text else { return addLength(UInt64.max) }
    addLength(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ blob: [UInt8]) {
    addLength(UInt64(blob.count))
    bytes.append(contentsOf: blob)
  }

  mutating func add(_ number: Int64) {
    addLength(8)
    addLength(UInt64(bitPattern: number))
  }

  private mutating func addLength(_ length: UInt64) {
    withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
