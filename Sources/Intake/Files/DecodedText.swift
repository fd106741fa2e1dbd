import Formats
import Messages

/// The text of a file as UTF-8, whatever its encoding, with the places of what could not be decoded.
struct DecodedText: ~Copyable {
  private let source: ByteSource
  private var decoder = TextDecoderStream(faults: .replaced)
  private var bad: [BadSequence] = []
  private var isAtEnd = false
  /// Bytes that were read to tell the format, before anything else.
  private var head: [UInt8]

  init(_ source: ByteSource, head: [UInt8]) {
    self.source = source
    self.head = head
  }

  var bytesRead: Int64 { source.bytesRead }

  /// The next piece of text; `nil` at the end. A piece may be empty.
  mutating func next() throws -> [UInt8]? {
    guard !isAtEnd else { return nil }
    let chunk = head.isEmpty ? try source.read() : head
    head = []
    do {
      let text = chunk.isEmpty ? try decoder.finish() : try decoder.append(chunk)
      isAtEnd = chunk.isEmpty
      bad += decoder.takeBadSequences()
      return text
    } catch {
      throw FileFault.encoding("\(error)")
    }
  }

  /// The first place in these bytes of the text that could not be decoded. Rows are asked for in order, so what lies
  /// before is forgotten.
  mutating func badSequence(in range: Range<Int>) -> BadSequence? {
    guard !bad.isEmpty else { return nil }
    bad.removeAll { $0.outputOffset < range.lowerBound }
    return bad.first { range.contains($0.outputOffset) }
  }
}

extension RejectedRow {
  /// A row with bytes that stand for nothing.
  init(line: Int, undecodable bad: BadSequence, header: String?) {
    self.init(
      line: line,
      reasons: [
        Reason(
          column: bad.column, header: header, field: "", rule: Rule.badEncoding.rawValue, limit: bad.encoding.rawValue,
          wording: Rule.badEncoding.wording(limit: nil))
      ])
  }
}
