extension String {
  /// The text up to the first NUL; what is not UTF-8 is replaced.
  init(nullTerminated buffer: [CChar]) {
    self.init(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension Duration {
  /// Whole milliseconds for the library, which takes 32 bits of them; at least 1, so that it is never taken for
  /// "do not wait" or "wait for ever".
  var libraryMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    let total = Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    return Int32(clamping: Int64(min(max(total.rounded(.up), 1), 2e9)))
  }
}
