import CPCRE2

/// The owner of one expression compiled by PCRE2.
///
/// PCRE2's fast matcher finds where the next match begins; which of the possible ends it takes depends on the order of the
/// alternatives. So the slower one, which follows all alternatives at once, is asked for all ends at that place.
///
/// Sendable without the compiler's proof: compiled code is never changed after `init`, which PCRE2 allows to be used
/// from many threads; everything a search writes to belongs to that search.
final class PerlExpression: @unchecked Sendable {
  private let code: OpaquePointer
  private let id: Int

  /// Compiles `expression`; throws PCRE2's message when it cannot be.
  init(_ expression: String, caseless: Bool, id: Int) throws(PerlExpressionError) {
    var errorNumber: Int32 = 0
    var errorOffset = 0
    let options = UInt32(PCRE2_UTF) | UInt32(PCRE2_NO_UTF_CHECK) | (caseless ? UInt32(PCRE2_CASELESS) : 0)
    let bytes = Array(expression.utf8)
    let compiled = pcre2_compile_8(bytes, bytes.count, options, &errorNumber, &errorOffset, nil)
    guard let compiled else {
      throw PerlExpressionError(message: "\(Self.message(errorNumber)) at byte \(errorOffset)")
    }
    var matchesEmpty: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_MATCHEMPTY), &matchesEmpty)
    guard matchesEmpty == 0 else {
      pcre2_code_free_8(compiled)
      throw PerlExpressionError(message: nil)
    }
    // Without the compiler to machine code (an unsupported processor) the interpreter does the same.
    pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    code = compiled
    self.id = id
  }

  deinit { pcre2_code_free_8(code) }

  /// Adds to `found`, for each end in `text`, the leftmost start of a match that ends there.
  func scan(_ text: UTF8Span, with search: PerlSearch, into found: inout [Match]) {
    text.span.withUnsafeBytes { buffer in
      guard let subject = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      var claimed = Set<Int>()
      var from = 0
      while from < buffer.count,
        let start = search.nextStart(of: code, in: subject, count: buffer.count, from: from)
      {
        for end in search.ends(of: code, in: subject, count: buffer.count, at: start) {
          if claimed.insert(end).inserted { found.append(Match(id: id, start: start, end: end)) }
        }
        from = start + 1
        while from < buffer.count, buffer[from] & 0xC0 == 0x80 { from += 1 }
      }
    }
  }

  static func message(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "PCRE2 error \(number)"
  }
}

/// Why PCRE2 did not take an expression: its message, or none when the expression matches the empty text.
struct PerlExpressionError: Error {
  let message: String?
}

/// What PCRE2 writes to while it searches: for one search at a time, in one thread.
final class PerlSearch {
  private let first: OpaquePointer
  private var all: OpaquePointer
  private var room: UInt32 = 32
  private var workspace = [Int32](repeating: 0, count: 1024)

  init() {
    guard let first = pcre2_match_data_create_8(1, nil), let all = pcre2_match_data_create_8(32, nil) else {
      preconditionFailure("pcre2_match_data_create: out of memory")
    }
    self.first = first
    self.all = all
  }

  deinit {
    pcre2_match_data_free_8(first)
    pcre2_match_data_free_8(all)
  }

  /// Where the first match at or after `from` begins.
  func nextStart(of code: OpaquePointer, in subject: UnsafePointer<UInt8>, count: Int, from: Int) -> Int? {
    let result = pcre2_match_8(code, subject, count, from, UInt32(PCRE2_NO_UTF_CHECK), first, nil)
    if result >= 0 { return pcre2_get_ovector_pointer_8(first)[0] }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    // A limit of backtracking was reached: this place is looked at without backtracking, as every later one will be.
    return from
  }

  /// All ends of matches that begin at `start`.
  func ends(of code: OpaquePointer, in subject: UnsafePointer<UInt8>, count: Int, at start: Int) -> [Int] {
    let options = UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_ANCHORED)
    while true {
      let result = pcre2_dfa_match_8(
        code, subject, count, start, options, all, nil, &workspace, workspace.count)
      switch result {
      case 0: grow()
      case PCRE2_ERROR_DFA_WSSIZE where workspace.count < 1 << 24:
        workspace = [Int32](repeating: 0, count: workspace.count * 4)
      case 1...:
        let offsets = pcre2_get_ovector_pointer_8(all)
        return (0..<Int(result)).compactMap { offsets?[2 * $0 + 1] }
      default: return []
      }
    }
  }

  private func grow() {
    room *= 4
    guard let larger = pcre2_match_data_create_8(room, nil) else {
      preconditionFailure("pcre2_match_data_create: out of memory")
    }
    pcre2_match_data_free_8(all)
    all = larger
  }
}
