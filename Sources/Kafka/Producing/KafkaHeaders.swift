import CRdkafka

/// The headers of one record, in a buffer that is used again and again: for loops that make no array a record.
public struct KafkaHeaders: ~Copyable {
  private var bytes: UnsafeMutableRawBufferPointer
  private var used = 0
  private var entries: [Entry] = []

  private struct Entry {
    var name: Int
    var value: Int
    /// Negative for a null value.
    var length: Int
  }

  public init() {
    bytes = .allocate(byteCount: 512, alignment: 1)
  }

  deinit { bytes.deallocate() }

  public var count: Int { entries.count }

  /// Forgets all headers and keeps the memory.
  public mutating func removeAll() {
    used = 0
    entries.removeAll(keepingCapacity: true)
  }

  /// Adds a header; `value` `nil` is a null value.
  public mutating func append(_ name: String, _ value: Span<UInt8>?) {
    if let value {
      value.withUnsafeBytes { append(name, bytes: $0) }
    } else {
      append(name, bytes: nil)
    }
  }

  mutating func append(_ header: KafkaHeader) {
    if let value = header.value {
      value.withUnsafeBytes { append(header.name, bytes: $0) }
    } else {
      append(header.name, bytes: nil)
    }
  }

  private mutating func append(_ name: String, bytes value: UnsafeRawBufferPointer?) {
    var name = name
    name.withUTF8 { name in
      reserve(name.count + 1 + (value?.count ?? 0))
      let start = used
      // The library takes names as C strings: it could not tell what comes after a NUL, so the rest is left out.
      for byte in name.prefix(while: { $0 != 0 }) {
        bytes[used] = byte
        used += 1
      }
      bytes[used] = 0
      used += 1
      entries.append(Entry(name: start, value: used, length: value?.count ?? -1))
      guard let value, value.count > 0 else { return }
      UnsafeMutableRawBufferPointer(rebasing: bytes[used...]).copyMemory(from: value)
      used += value.count
    }
  }

  private mutating func reserve(_ more: Int) {
    guard used + more > bytes.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count * 2, used + more), alignment: 1)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<used]))
    bytes.deallocate()
    bytes = larger
  }

  /// Writes the headers as arguments of `rd_kafka_produceva`, valid until the next change.
  func write(to fields: UnsafeMutablePointer<rd_kafka_vu_t>) {
    guard let base = bytes.baseAddress else { return }
    for (index, entry) in entries.enumerated() {
      fields[index].vtype = RD_KAFKA_VTYPE_HEADER
      fields[index].u.header.name = UnsafePointer((base + entry.name).assumingMemoryBound(to: CChar.self))
      // An empty value needs a pointer all the same: without one it is a null value.
      fields[index].u.header.val = entry.length < 0 ? nil : UnsafeRawPointer(base + min(entry.value, bytes.count - 1))
      fields[index].u.header.size = max(entry.length, 0)
    }
  }
}
