/// Tells a text's encoding from its first bytes.
struct EncodingDetector: Sendable {
  /// So many characters of UTF-8 of three bytes and more without a fault settle the question, and so many faults.
  private static let enough = 64

  private var looked = 0
  private var good = 0
  private var bad = 0

  /// The encoding that a byte order mark announces, and the mark's length.
  static func mark(of head: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if head.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    return nil
  }

  /// Looks through what the head has more than before. The answer is `nil` while it may still change; with `isWhole` it
  /// is final.
  ///
  /// One fault of UTF-8 makes the text GB 18030, unless most of what is not ASCII is sound UTF-8 of three bytes and more,
  /// which text in GB 18030 hardly ever looks like: then it is UTF-8 with damage.
  mutating func look(at head: [UInt8], isWhole: Bool) -> TextEncoding? {
    head.withUnsafeBufferPointer { count($0) }
    let isOther = bad > 0 && good <= 2 * bad
    if isWhole { return isOther ? .gb18030 : .utf8 }
    if bad >= Self.enough && isOther { return .gb18030 }
    return bad == 0 && good >= Self.enough ? .utf8 : nil
  }

  /// The head lost bytes at its start.
  mutating func drop(_ count: Int) {
    looked -= count
  }

  private mutating func count(_ head: UnsafeBufferPointer<UInt8>) {
    while looked < head.count {
      if head[looked] < 0x80 {
        looked += 1
        continue
      }
      let length = UTF8Scan.sequenceLength(head[looked])
      let prefix = UTF8Scan.soundPrefix(head, at: looked)
      if prefix == length && length > 1 {
        if length > 2 { good += 1 }
        looked += length
      } else if looked + prefix == head.count && prefix > 0 && length > 1 {
        // Cut by the head's end: no fault.
        return
      } else {
        bad += 1
        looked += max(prefix, 1)
      }
    }
  }
}
