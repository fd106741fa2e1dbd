import Glibc

/// What a decoder made of some bytes.
struct DecodedText {
  struct Fault {
    var reason: BadSequence.Reason
    /// Index into the input.
    var index: Int
    var length: Int
    /// Index into `bytes`, where U+FFFD stands.
    var place: Int
  }

  var bytes: [UInt8] = []
  var faults: [Fault] = []

  mutating func replace(_ reason: BadSequence.Reason, at index: Int, length: Int) {
    faults.append(Fault(reason: reason, index: index, length: length, place: bytes.count))
    bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }
}

/// Turns bytes of one encoding into UTF-8, a piece at a time.
protocol PieceDecoder {
  /// Decodes and gives the number of bytes used up; a character that the piece cuts is left, unless the piece is the last.
  mutating func decode(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout DecodedText) -> Int
}

/// Checks UTF-8 and replaces each longest wrong beginning of a character by one U+FFFD, as Unicode recommends.
struct UTF8PieceDecoder: PieceDecoder {
  mutating func decode(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout DecodedText) -> Int {
    var index = 0
    while true {
      switch UTF8Scan.scan(input, from: index) {
      case .valid:
        text.bytes.append(contentsOf: input[index...])
        return input.count
      case .truncated(let cut):
        text.bytes.append(contentsOf: input[index..<cut])
        if !isLast { return cut }
        text.replace(.truncated, at: cut, length: input.count - cut)
        return input.count
      case .invalid(let fault):
        text.bytes.append(contentsOf: input[index..<fault])
        let length = max(UTF8Scan.soundPrefix(input, at: fault), 1)
        text.replace(.malformed, at: fault, length: length)
        index = fault + length
      }
    }
  }
}

struct UTF16PieceDecoder: PieceDecoder {
  let isLittleEndian: Bool

  mutating func decode(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout DecodedText) -> Int {
    func unit(_ index: Int) -> UInt32 {
      let (a, b) = (UInt32(input[index]), UInt32(input[index + 1]))
      return isLittleEndian ? b << 8 | a : a << 8 | b
    }
    text.bytes.reserveCapacity(text.bytes.count + input.count + input.count / 2)
    var index = 0
    while index + 2 <= input.count {
      let first = unit(index)
      if first & 0xF800 != 0xD800 {
        UTF8Scan.append(first, to: &text.bytes)
        index += 2
      } else if first & 0xFC00 == 0xD800 && index + 4 > input.count && !(isLast && index + 2 == input.count) {
        break
      } else if first & 0xFC00 == 0xD800 && index + 4 <= input.count && unit(index + 2) & 0xFC00 == 0xDC00 {
        UTF8Scan.append(0x10000 + (first & 0x3FF) << 10 + unit(index + 2) & 0x3FF, to: &text.bytes)
        index += 4
      } else {
        text.replace(.loneSurrogate, at: index, length: 2)
        index += 2
      }
    }
    if isLast && index < input.count {
      text.replace(.truncated, at: index, length: input.count - index)
      index = input.count
    }
    return index
  }
}

/// GB 18030 through the C library's iconv. Owns the conversion descriptor.
final class GB18030PieceDecoder: PieceDecoder {
  private let descriptor: iconv_t

  /// `nil` when the C library lacks the conversion, which glibc keeps in files of its own.
  init?() {
    descriptor = iconv_open("UTF-8", "GB18030")
    // iconv_open says failure with (iconv_t)-1.
    if Int(bitPattern: descriptor) == -1 { return nil }
  }

  deinit {
    iconv_close(descriptor)
  }

  func decode(_ input: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: inout DecodedText) -> Int {
    guard let base = input.baseAddress else { return 0 }
    var index = 0
    while index < input.count {
      var code: Int32 = 0
      // Two bytes become three at most, and four become four.
      let room = (input.count - index) * 2 + 16
      let piece = [UInt8](unsafeUninitializedCapacity: room) { out, count in
        var source: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base + index)
          .assumingMemoryBound(to: CChar.self)
        var sourceLeft = input.count - index
        var target: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(out.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var targetLeft = room
        if iconv(descriptor, &source, &sourceLeft, &target, &targetLeft) == -1 { code = errno }
        index = input.count - sourceLeft
        count = room - targetLeft
      }
      if text.bytes.isEmpty { text.bytes = piece } else { text.bytes.append(contentsOf: piece) }
      guard code != 0 && code != E2BIG else { continue }
      // A fault leaves nothing half done in the descriptor that the next call could stumble upon.
      iconv(descriptor, nil, nil, nil, nil)
      if code == EINVAL {
        if !isLast { return index }
        text.replace(.truncated, at: index, length: input.count - index)
        return input.count
      }
      let (reason, length) = Self.fault(input[index...])
      text.replace(reason, at: index, length: length)
      index += length
    }
    return index
  }

  /// What is wrong at the start of these bytes. A byte below 0x80 after a lead byte is left, so that a broken character
  /// does not swallow the comma or line end behind it.
  private static func fault(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (BadSequence.Reason, length: Int) {
    guard let lead = bytes.first else { return (.malformed, 1) }
    if lead == 0x80 { return (.byte80, 1) }
    let isPair = lead >= 0x81 && lead <= 0xFE && (bytes.dropFirst().first ?? 0) >= 0x80
    return (.malformed, isPair ? 2 : 1)
  }
}
