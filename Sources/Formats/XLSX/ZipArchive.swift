import CZip
import Glibc

/// Owns an open ZIP file and counts what is unpacked from it.
final class ZipArchive {
  private let handle: OpaquePointer
  private let limits: XLSXLimits
  /// Bytes unpacked of each part; one that is read again counts once.
  private var unpacked: [String: Int] = [:]
  private var unpackedTotal = 0

  convenience init(path: String, limits: XLSXLimits) throws(XLSXError) {
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw Self.failure(code, Self.head(path)) }
    try self.init(handle, limits)
  }

  convenience init(bytes: [UInt8], limits: XLSXLimits) throws(XLSXError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    if bytes.isEmpty { throw XLSXError(.notZip) }
    // libzip takes the copy over and frees it with the source.
    guard let copy = malloc(bytes.count) else { throw XLSXError(.unreadable("out of memory")) }
    bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(copy, base, $0.count) } }
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
      free(copy)
      throw XLSXError(.unreadable("out of memory"))
    }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw Self.failure(zip_error_code_zip(&error), Array(bytes.prefix(8)))
    }
    try self.init(handle, limits)
  }

  private init(_ handle: OpaquePointer, _ limits: XLSXLimits) throws(XLSXError) {
    self.handle = handle
    self.limits = limits
    // libzip takes an empty file for an archive without entries.
    if zip_get_num_entries(handle, 0) < 1 { throw XLSXError(.notZip) }
    if zip_get_num_entries(handle, 0) > limits.parts { throw XLSXError(.tooManyParts(limit: limits.parts)) }
  }

  deinit {
    // Nothing was changed: discarding never fails, closing may.
    zip_discard(handle)
  }

  func contains(_ part: String) -> Bool { index(of: part) != nil }

  func open(_ part: String) throws(XLSXError) -> ZipPart {
    guard let index = index(of: part) else { throw XLSXError(.missingPart, part: part) }
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(handle, index, 0, &stat) == 0 else { throw XLSXError(.damaged(lastError), part: part) }
    if stat.valid & zip_uint64_t(ZIP_STAT_SIZE) != 0 && stat.size > zip_uint64_t(limits.unpackedSize) {
      throw XLSXError(.unpackedTooLarge(limit: limits.unpackedSize), part: part)
    }
    guard let file = zip_fopen_index(handle, index, 0) else { throw XLSXError(.damaged(lastError), part: part) }
    return ZipPart(name: part, packedSize: Int(clamping: stat.comp_size), file: file, archive: self)
  }

  /// Counts bytes that were unpacked and holds the limits.
  fileprivate func count(_ part: ZipPart) throws(XLSXError) {
    let more = part.unpackedSize - unpacked[part.name, default: 0]
    if more > 0 {
      unpacked[part.name] = part.unpackedSize
      unpackedTotal += more
    }
    if unpackedTotal > limits.unpackedSize {
      throw XLSXError(.unpackedTooLarge(limit: limits.unpackedSize), part: part.name)
    }
    if part.unpackedSize > 16 << 20 && part.unpackedSize / max(part.packedSize, 1) > limits.ratio {
      throw XLSXError(.packedTooTightly(limit: limits.ratio), part: part.name)
    }
  }

  private func index(of part: String) -> zip_uint64_t? {
    let exact = zip_name_locate(handle, part, 0)
    let found = exact >= 0 ? exact : zip_name_locate(handle, part, zip_flags_t(ZIP_FL_NOCASE))
    return found >= 0 ? zip_uint64_t(found) : nil
  }

  private var lastError: String { String(cString: zip_strerror(handle)) }

  private static func failure(_ code: Int32, _ head: [UInt8]) -> XLSXError {
    if head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] { return XLSXError(.oldOrEncrypted) }
    if code == ZIP_ER_NOZIP { return XLSXError(.notZip) }
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    return XLSXError(.unreadable(String(cString: zip_error_strerror(&error))))
  }

  /// The first eight bytes of a file, as far as they can be had.
  private static func head(_ path: String) -> [UInt8] {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
      count = max(read(descriptor, buffer.baseAddress, 8), 0)
    }
  }
}

/// Owns an open part of an archive.
final class ZipPart {
  let name: String
  let packedSize: Int
  private(set) var unpackedSize = 0
  private let file: OpaquePointer
  // The part is of no use once its archive is closed.
  private let archive: ZipArchive

  fileprivate init(name: String, packedSize: Int, file: OpaquePointer, archive: ZipArchive) {
    self.name = name
    self.packedSize = packedSize
    self.file = file
    self.archive = archive
  }

  deinit {
    zip_fclose(file)
  }

  /// Unpacks into the buffer and gives the number of bytes, 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(XLSXError) -> Int {
    let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
    guard count >= 0 else {
      throw XLSXError(.damaged(String(cString: zip_file_strerror(file))), part: name)
    }
    unpackedSize += Int(count)
    try archive.count(self)
    return Int(count)
  }
}
