/// Writes JSON into one buffer that is kept from text to text.
///
/// Commas and colons are the writer's; which keys in which order, and that every key gets a value and every object an
/// end, is the caller's. Strings come out in the shortest form: only quote, backslash and control characters escaped.
public struct JSONWriter: Sendable {
  /// How strings taken over from a reader are written.
  public enum Form: Sendable {
    /// As they stand in their source.
    case verbatim
    /// With the escapes this writer would choose: equal strings are equal bytes.
    case canonical
  }

  public let form: Form
  private var buffer: [UInt8]
  private var count = 0
  private var needsComma = false

  public init(form: Form = .verbatim, capacity: Int = 1024) {
    self.form = form
    buffer = [UInt8](repeating: 0, count: max(capacity, 64))
  }

  /// Forgets what was written; the memory stays.
  public mutating func removeAll() {
    count = 0
    needsComma = false
  }

  /// What was written so far.
  public var bytes: [UInt8] { Array(buffer[0..<count]) }
  /// The same without a copy.
  public var slice: ArraySlice<UInt8> { buffer[0..<count] }
  public var text: String { String(decoding: buffer[0..<count], as: UTF8.self) }
  /// Bytes written so far.
  public var length: Int { count }

  // MARK: Structure

  public mutating func beginObject() {
    open(UInt8(ascii: "{"))
  }

  public mutating func endObject() {
    close(UInt8(ascii: "}"))
  }

  public mutating func beginArray() {
    open(UInt8(ascii: "["))
  }

  public mutating func endArray() {
    close(UInt8(ascii: "]"))
  }

  /// A key that needs no escape.
  public mutating func key(_ name: StaticString) {
    name.withUTF8Buffer { utf8 in
      let at = claim(utf8.count + 4)
      buffer.withUnsafeMutableBytes { out in
        var k = at
        if needsComma {
          out[k] = UInt8(ascii: ",")
          k &+= 1
        }
        out[k] = UInt8(ascii: "\"")
        out[(k &+ 1)...].copyMemory(utf8)
        k &+= utf8.count &+ 1
        out[k] = UInt8(ascii: "\"")
        out[k &+ 1] = UInt8(ascii: ":")
        count = k &+ 2
      }
    }
    needsComma = false
  }

  /// A key known only at run time, of any characters.
  public mutating func key(text name: String) {
    string(name)
    put(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: Values

  public mutating func string(_ value: String) {
    comma()
    var value = value
    value.withUTF8 { escape(UnsafeRawBufferPointer($0)) }
    needsComma = true
  }

  /// A string given as UTF-8, which the caller vouches for.
  public mutating func string(utf8 value: ArraySlice<UInt8>) {
    comma()
    value.withUnsafeBytes { escape($0) }
    needsComma = true
  }

  /// A string that a reader has found.
  public mutating func string(_ value: JSONString, from reader: borrowing JSONReader) {
    if value.isEscaped && form == .canonical {
      string(utf8: reader.utf8(value)[...])
      return
    }
    comma()
    put(UInt8(ascii: "\""))
    copy(reader.bytes, value.range)
    put(UInt8(ascii: "\""))
    needsComma = true
  }

  public mutating func integer(_ value: Int) {
    integer(Int64(value))
  }

  public mutating func integer(_ value: Int64) {
    comma()
    let at = claim(20)
    buffer.withUnsafeMutableBytes { out in
      var magnitude = value.magnitude
      var k = at
      if value < 0 {
        out[k] = UInt8(ascii: "-")
        k &+= 1
      }
      let first = k
      repeat {
        let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
        out[k] = 0x30 &+ UInt8(truncatingIfNeeded: remainder)
        k &+= 1
        magnitude = quotient
      } while magnitude != 0
      out[first..<k].reverse()
      count = k
    }
    needsComma = true
  }

  /// The shortest decimal that reads back as this value. JSON has no infinity and no NaN: those become `null`.
  public mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    var digits = value.description
    if digits.hasSuffix(".0") { digits.removeLast(2) }
    literal(Array(digits.utf8))
  }

  public mutating func boolean(_ value: Bool) {
    literal(value ? Self.trueWord : Self.falseWord)
  }

  public mutating func null() {
    literal(Self.nullWord)
  }

  /// A whole value copied as it stands, for example what `JSONReader.captureValue` gave.
  public mutating func verbatim(_ bytes: [UInt8], in range: Range<Int>) {
    comma()
    copy(bytes, range)
    needsComma = true
  }

  /// A whole value that is JSON already.
  public mutating func verbatim(_ bytes: [UInt8]) {
    verbatim(bytes, in: 0..<bytes.count)
  }

  /// A line feed between values of a JSON Lines file.
  public mutating func endLine() {
    put(UInt8(ascii: "\n"))
    needsComma = false
  }

  // MARK: Bytes

  private static let trueWord = Array("true".utf8)
  private static let falseWord = Array("false".utf8)
  private static let nullWord = Array("null".utf8)

  private mutating func open(_ byte: UInt8) {
    comma()
    put(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    put(byte)
    needsComma = true
  }

  private mutating func literal(_ bytes: [UInt8]) {
    comma()
    copy(bytes, 0..<bytes.count)
    needsComma = true
  }

  @inline(__always)
  private mutating func comma() {
    if needsComma { put(UInt8(ascii: ",")) }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    let at = claim(1)
    buffer[at] = byte
    count = at &+ 1
  }

  private mutating func copy(_ bytes: [UInt8], _ range: Range<Int>) {
    let at = claim(range.count)
    buffer.withUnsafeMutableBytes { out in
      bytes.withUnsafeBytes { out[at...].copyMemory($0[range]) }
    }
    count = at &+ range.count
  }

  /// Makes room for so many more bytes and tells where they go.
  @inline(__always)
  private mutating func claim(_ more: Int) -> Int {
    if count &+ more > buffer.count { grow(more) }
    return count
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let wanted = max(buffer.count * 2, count + more)
    buffer.append(contentsOf: repeatElement(0, count: wanted - buffer.count))
  }

  /// Writes a quoted string; an escape takes six bytes at most.
  private mutating func escape(_ utf8: UnsafeRawBufferPointer) {
    let isPlain = JSONReader.plainEnd(utf8, from: 0, end: utf8.count) == utf8.count
    let at = claim(isPlain ? utf8.count + 2 : utf8.count * 6 + 2)
    count = buffer.withUnsafeMutableBytes { out in
      var k = at
      out[k] = UInt8(ascii: "\"")
      k &+= 1
      var from = 0
      while from < utf8.count {
        let stop = JSONReader.plainEnd(utf8, from: from, end: utf8.count)
        out[k...].copyMemory(utf8[from..<stop])
        k &+= stop &- from
        if stop < utf8.count { k = Self.writeEscape(utf8[stop], into: out, at: k) }
        from = stop &+ 1
      }
      out[k] = UInt8(ascii: "\"")
      return k &+ 1
    }
  }

  private static func writeEscape(_ byte: UInt8, into out: UnsafeMutableRawBufferPointer, at index: Int) -> Int {
    out[index] = UInt8(ascii: "\\")
    let letter: UInt8
    switch byte {
    case 0x22, 0x5C: letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0A: letter = UInt8(ascii: "n")
    case 0x0C: letter = UInt8(ascii: "f")
    case 0x0D: letter = UInt8(ascii: "r")
    default:
      let digits: StaticString = "0123456789abcdef"
      out[index + 1] = UInt8(ascii: "u")
      out[index + 2] = UInt8(ascii: "0")
      out[index + 3] = UInt8(ascii: "0")
      digits.withUTF8Buffer {
        out[index + 4] = $0[Int(byte >> 4)]
        out[index + 5] = $0[Int(byte & 15)]
      }
      return index + 6
    }
    out[index + 1] = letter
    return index + 2
  }
}

extension Slice where Base == UnsafeMutableRawBufferPointer {
  /// Copies bytes to the slice's start.
  @inline(__always)
  fileprivate func copyMemory(_ source: UnsafeBufferPointer<UInt8>) {
    UnsafeMutableRawBufferPointer(rebasing: self).copyMemory(from: UnsafeRawBufferPointer(source))
  }

  @inline(__always)
  fileprivate func copyMemory(_ source: Slice<UnsafeRawBufferPointer>) {
    UnsafeMutableRawBufferPointer(rebasing: self).copyMemory(from: UnsafeRawBufferPointer(rebasing: source))
  }
}
