/// Texts of which each character stands for a few bits, the most significant first.
enum BitGroups {
  /// The bytes as groups of `width` bits, the last one filled up with zeros.
  static func split(_ bytes: [UInt8], width: Int) -> [UInt8] {
    var groups: [UInt8] = []
    groups.reserveCapacity((bytes.count * 8 + width - 1) / width)
    var pending: UInt32 = 0
    var count = 0
    for byte in bytes {
      pending = pending << 8 | UInt32(byte)
      count += 8
      while count >= width {
        count -= width
        groups.append(UInt8(truncatingIfNeeded: pending >> UInt32(count)) & mask(width))
      }
    }
    if count > 0 { groups.append(UInt8(truncatingIfNeeded: pending << UInt32(width - count)) & mask(width)) }
    return groups
  }

  /// The bytes of groups; `nil` when a whole group is too many or what was filled up is not zero, so that every sequence
  /// of bytes has exactly one text.
  static func join(_ groups: [UInt8], width: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(groups.count * width / 8)
    var pending: UInt32 = 0
    var count = 0
    for group in groups {
      pending = pending << UInt32(width) | UInt32(group)
      count += width
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(count)))
      }
    }
    guard count < width, UInt8(truncatingIfNeeded: pending) & mask(count) == 0 else { return nil }
    return bytes
  }

  private static func mask(_ width: Int) -> UInt8 { UInt8((1 << width) - 1) }
}
