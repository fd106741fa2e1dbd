/// The encodings of text that are read.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GB 18030, which holds GBK and GB 2312.
  case gb18030 = "GB18030"
}

/// Bytes that stand for nothing in their encoding.
public struct BadSequence: Error, Sendable, Hashable {
  public enum Reason: String, Sendable, Hashable {
    /// Not of the encoding's form, or a form that stands for no character.
    case malformed
    /// The input ends inside a character.
    case truncated
    /// Half of a surrogate pair in UTF-16.
    case loneSurrogate
    /// Byte 0x80 in GB 18030: some systems write the euro sign so, as code page 936 has it.
    case byte80
  }

  public var reason: Reason
  public var encoding: TextEncoding
  /// The bytes themselves, four at most.
  public var bytes: [UInt8]
  /// Bytes before them in the whole input.
  public var offset: Int
  /// Where U+FFFD stands for them, in bytes of the whole UTF-8 output.
  public var outputOffset: Int
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  public init(
    reason: Reason, encoding: TextEncoding, bytes: [UInt8], offset: Int, outputOffset: Int, line: Int, column: Int
  ) {
    self.reason = reason
    self.encoding = encoding
    self.bytes = bytes
    self.offset = offset
    self.outputOffset = outputOffset
    self.line = line
    self.column = column
  }

  /// A stable short name of the reason, for machines.
  public var code: String {
    switch reason {
    case .malformed: "malformed"
    case .truncated: "truncated"
    case .loneSurrogate: "lone-surrogate"
    case .byte80: "byte-80"
    }
  }
}

extension BadSequence: CustomStringConvertible {
  public var description: String {
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16, uppercase: true)
      return text.count == 2 ? text : "0" + text
    }
    let hint =
      switch reason {
      case .malformed: "not \(encoding.rawValue)"
      case .truncated: "the input ends inside a character of \(encoding.rawValue)"
      case .loneSurrogate: "half of a surrogate pair"
      case .byte80: "not GB18030 (the euro sign of code page 936?)"
      }
    return "\(line):\(column): byte \(offset): \(digits.joined(separator: " ")): \(hint)"
  }
}
