import Foundation

/// One file with the compiled form of one set of patterns.
///
/// Layout: the magic line, then a length (8 bytes, least first) and the key, then a length and the form, then a checksum
/// of the form. The key holds all that the form depends on and is compared whole, so that no accident of digests
/// can bring the wrong form.
struct VectorscanCache {
  private static let magic = Array("fenliu compiled patterns 1\n".utf8)

  let path: String
  private let key: [UInt8]

  init(folder: String, patterns: PatternSet) {
    key =
      Array("\(VectorscanMatcher.libraryVersion)\n\(VectorscanMatcher.platform)\n".utf8) + patterns.canonicalBytes
    path = "\(folder)/patterns-\(String(Checksum.of(key), radix: 16)).hsdb"
  }

  /// The compiled form; `nil` when there is none or what is there is damaged or for another key.
  func read() -> [UInt8]? {
    // An empty file is not read: Foundation would leak the buffer for it.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let size = attributes?[.size] as? Int, size > 0, let data = FileManager.default.contents(atPath: path)
    else { return nil }
    var rest = [UInt8](data)[...]
    guard rest.starts(with: Self.magic) else { return nil }
    rest.removeFirst(Self.magic.count)
    guard let foundKey = Self.takeBlock(from: &rest), foundKey.elementsEqual(key),
      let form = Self.takeBlock(from: &rest),
      let checksum = Self.takeNumber(from: &rest), checksum == Checksum.of(form), rest.isEmpty
    else { return nil }
    return Array(form)
  }

  /// Puts `form` there in one step: a reader sees the old file, the new one, or none.
  func write(_ form: [UInt8]) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var bytes = Self.magic
    bytes += Self.bytes(of: UInt64(key.count)) + key
    bytes += Self.bytes(of: UInt64(form.count)) + form
    bytes += Self.bytes(of: Checksum.of(form))
    try? Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private static func bytes(of number: UInt64) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static func takeNumber(from rest: inout ArraySlice<UInt8>) -> UInt64? {
    guard rest.count >= 8 else { return nil }
    defer { rest.removeFirst(8) }
    return rest.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func takeBlock(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let count = takeNumber(from: &rest), let length = Int(exactly: count), rest.count >= length else {
      return nil
    }
    defer { rest.removeFirst(length) }
    return rest.prefix(length)
  }
}

/// FNV-1a over 64 bits: finds damage, not intent.
enum Checksum {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
