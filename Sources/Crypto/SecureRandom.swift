import COpenSSL

/// Random bytes that nobody can foretell.
public enum SecureRandom {
  /// `count` random bytes. Traps when the system has no randomness to give: nothing safe could be done then.
  public static func bytes(_ count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      fill(UnsafeMutableRawBufferPointer(buffer))
      initialized = count
    }
  }

  static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
    guard !buffer.isEmpty else { return }
    let filled = buffer.baseAddress.map { RAND_priv_bytes_ex(nil, $0, buffer.count, 256) }
    precondition(filled == 1, "the system has no randomness: \(libraryFailure("RAND_priv_bytes"))")
  }
}
