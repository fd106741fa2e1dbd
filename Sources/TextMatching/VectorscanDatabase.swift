import CHyperscan
import Glibc
import Threading

/// The owner of a compiled vectorscan database and of the scratch spaces in which it is scanned.
///
/// Sendable without the compiler's proof: the database is never changed after `init`, which vectorscan allows to be
/// scanned from many threads, and each scan has a scratch space to itself, handed out under the lock.
final class VectorscanDatabase: @unchecked Sendable {
  private struct Scratch: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let handle: OpaquePointer
  private let idle = Lock<[Scratch]>([])

  /// Compiles all of `patterns`, at least one, into one database.
  init(compiling patterns: [Pattern]) throws(PatternError) {
    handle = try Self.compile(patterns)
  }

  /// Takes over a form that ``serialized()`` gave; `nil` when the library refuses it.
  init?(serialized bytes: [UInt8]) {
    var pointer: OpaquePointer?
    let code = bytes.withUnsafeBytes { buffer in
      hs_deserialize_database(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &pointer)
    }
    guard code == HS_SUCCESS, let pointer else { return nil }
    handle = pointer
  }

  deinit {
    for scratch in idle.withLock({ $0 }) { hs_free_scratch(scratch.pointer) }
    hs_free_database(handle)
  }

  /// A form that can be kept in a file.
  func serialized() -> [UInt8]? {
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    guard hs_serialize_database(handle, &bytes, &count) == HS_SUCCESS, let bytes else { return nil }
    // The library's default allocator is malloc; nobody sets another.
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// Every end that vectorscan reports, with the leftmost start of each; not ordered by start.
  func scan(_ text: UTF8Span) -> [Match] {
    let scratch = idle.withLock { $0.popLast() } ?? newScratch()
    defer { idle.withLock { $0.append(scratch) } }
    var found: [Match] = []
    let code = text.span.withUnsafeBytes { buffer in
      withUnsafeMutablePointer(to: &found) { found in
        hs_scan(
          handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: buffer.count), 0,
          scratch.pointer, collect, found)
      }
    }
    // Every other code is a misuse of the library (a wrong handle, a scratch space in use): no text causes it.
    precondition(code == HS_SUCCESS, "hs_scan gave \(code)")
    return found
  }

  private func newScratch() -> Scratch {
    var pointer: OpaquePointer?
    let code = hs_alloc_scratch(handle, &pointer)
    guard code == HS_SUCCESS, let pointer else {
      preconditionFailure("hs_alloc_scratch gave \(code): out of memory")
    }
    return Scratch(pointer: pointer)
  }

  private static func compile(_ patterns: [Pattern]) throws(PatternError) -> OpaquePointer {
    let expressions = patterns.map { UnsafePointer<CChar>(strdup($0.regularExpression)) }
    defer { for expression in expressions { free(UnsafeMutablePointer(mutating: expression)) } }
    let flags = patterns.map { pattern in
      UInt32(HS_FLAG_UTF8 | HS_FLAG_SOM_LEFTMOST) | (pattern.caseless ? UInt32(HS_FLAG_CASELESS) : 0)
    }
    let ids = patterns.map { UInt32($0.id) }
    var database: OpaquePointer?
    var fault: UnsafeMutablePointer<hs_compile_error_t>?
    let code = hs_compile_multi(
      expressions, flags, ids, UInt32(patterns.count), UInt32(HS_MODE_BLOCK), nil, &database, &fault)
    defer { if let fault { hs_free_compile_error(fault) } }
    if code == HS_SUCCESS, let database { return database }
    let message = fault?.pointee.message.map { String(cString: $0) } ?? "hs_compile_multi gave \(code)"
    let index = fault.map { Int($0.pointee.expression) }.flatMap { patterns.indices.contains($0) ? $0 : nil }
    throw PatternError(index: index, pattern: index.map { patterns[$0] }, reason: .refused(message))
  }
}

/// Called by vectorscan for each end of a match; `context` is the list that ``VectorscanDatabase/scan(_:)`` fills.
private let collect: match_event_handler = { id, from, to, _, context in
  context?.assumingMemoryBound(to: [Match].self).pointee.append(Match(id: Int(id), start: Int(from), end: Int(to)))
  return 0
}
