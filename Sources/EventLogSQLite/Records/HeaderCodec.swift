import EventLog

/// All headers of a record in one blob: for each its name's length and bytes, then its value's length plus one and bytes,
/// where 0 stands for no value. Lengths are variable: seven bits a byte, lowest first.
enum HeaderCodec {
  struct Malformed: Error {}

  /// `nil` for no headers.
  static func encode(_ headers: [RecordHeader]) -> [UInt8]? {
    guard !headers.isEmpty else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(headers.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) + 4 })
    for header in headers {
      append(header.name.utf8.count, to: &bytes)
      bytes.append(contentsOf: header.name.utf8)
      append(header.value.map { $0.count + 1 } ?? 0, to: &bytes)
      if let value = header.value { bytes.append(contentsOf: value) }
    }
    return bytes
  }

  static func decode(_ bytes: [UInt8]?) throws -> [RecordHeader] {
    guard let bytes else { return [] }
    var headers: [RecordHeader] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let name = try take(try length(&rest), from: &rest)
      let size = try length(&rest)
      let value = size == 0 ? nil : Array(try take(size - 1, from: &rest))
      headers.append(RecordHeader(String(decoding: name, as: UTF8.self), value))
    }
    return headers
  }

  private static func append(_ length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest > 0x7f {
      bytes.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func length(_ bytes: inout ArraySlice<UInt8>) throws -> Int {
    var length = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard let byte = bytes.popFirst() else { throw Malformed() }
      length |= Int(byte & 0x7f) << shift
      if byte < 0x80 { return length }
    }
    throw Malformed()
  }

  private static func take(_ count: Int, from bytes: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    guard count <= bytes.count else { throw Malformed() }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }
}
