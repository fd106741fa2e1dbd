/// A text as symbols, with the byte offset of each.
struct SymbolText {
  let symbols: UnsafeBufferPointer<UInt16>
  /// One more than symbols: the last is the text's length.
  let offsets: UnsafeBufferPointer<UInt32>

  @inline(__always) func match(_ id: Int, _ start: Int, _ end: Int) -> Match {
    Match(id: id, start: Int(offsets[start]), end: Int(offsets[end]))
  }
}
