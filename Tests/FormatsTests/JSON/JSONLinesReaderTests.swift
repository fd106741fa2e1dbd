import Testing

@testable import Formats

@Suite struct JSONLinesReaderTests {
  private func read(_ bytes: [UInt8], chunk: Int, limit: Int) -> [Result<JSONLine, JSONLineTooLong>] {
    var reader = JSONLinesReader(maximumLineLength: limit)
    var lines: [Result<JSONLine, JSONLineTooLong>] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      reader.append(bytes[start..<min(start + chunk, bytes.count)])
      while let line = reader.next() { lines.append(line) }
    }
    reader.close()
    while let line = reader.next() { lines.append(line) }
    #expect(reader.next() == nil)
    return lines
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func splitsWhateverTheChunks(_ chunk: Int) {
    let text =
      "{}\r\n\n  \t\n[1]\n" + String(repeating: "x", count: 11) + "\n1234567890\r\n" + "末\n"
      + String(repeating: "y", count: 30) + "\r\nlast"
    let lines = read(Array(text.utf8), chunk: chunk, limit: 10)
    let expected: [Result<JSONLine, JSONLineTooLong>] = [
      .success(JSONLine(number: 1, offset: 0, bytes: Array("{}".utf8))),
      .success(JSONLine(number: 4, offset: 9, bytes: Array("[1]".utf8))),
      .failure(JSONLineTooLong(line: 5, offset: 13, limit: 10)),
      .success(JSONLine(number: 6, offset: 25, bytes: Array("1234567890".utf8))),
      .success(JSONLine(number: 7, offset: 37, bytes: Array("末".utf8))),
      .failure(JSONLineTooLong(line: 8, offset: 41, limit: 10)),
      .success(JSONLine(number: 9, offset: 73, bytes: Array("last".utf8))),
    ]
    #expect(lines == expected)
  }

  @Test(arguments: [1, 3, 64])
  func anEndInsideALongLineIsOneError(_ chunk: Int) {
    let lines = read([UInt8](repeating: 0x61, count: 64), chunk: chunk, limit: 10)
    #expect(lines == [.failure(JSONLineTooLong(line: 1, offset: 0, limit: 10))])
    #expect(read([], chunk: 1, limit: 10).isEmpty)
    #expect(read(Array("\n\n".utf8), chunk: chunk, limit: 10).isEmpty)
  }
}
