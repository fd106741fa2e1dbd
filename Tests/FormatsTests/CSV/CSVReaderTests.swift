import Testing

@testable import Formats

/// What a reader made of an input: rows with their line, and refusals.
private enum Seen: Equatable, CustomStringConvertible {
  case row(Int, [String])
  case refused(String)

  var description: String {
    switch self {
    case .row(let line, let fields): "\(line) \(fields)"
    case .refused(let text): "refused \(text)"
    }
  }
}

private func read(_ bytes: [UInt8], _ reader: CSVReader = CSVReader(), chunk: Int = .max) -> [Seen] {
  var reader = reader
  var seen: [Seen] = []
  func drain() {
    while let step = reader.next() {
      switch step {
      case .row: seen.append(.row(reader.line, reader.texts))
      case .refused(let error):
        seen.append(
          .refused("\(error.code) \(error.rowLine) \(error.line):\(error.column) \(error.field) \(error.offset)"))
      }
    }
  }
  var start = 0
  while start < bytes.count {
    let end = chunk >= bytes.count - start ? bytes.count : start + chunk
    reader.append(bytes[start..<end])
    drain()
    start = end
  }
  reader.close()
  drain()
  return seen
}

@Suite struct CSVReaderTests {
  @Test(arguments: [1, 2, 3, 5, 8, 1000])
  func readsRowsWhateverTheChunks(_ chunk: Int) {
    let text =
      "\u{FEFF}编号,内容,备注\r\n1,\"他说\"\"不\"\"\r\n第二行\",x\n\r\n2,,\r3,\"\",z\n\"a\nb\",\"c\rd\",\"e\r\n\r\nf\"\r\nlast,\"q\""
    #expect(
      read(Array(text.utf8), chunk: chunk) == [
        .row(1, ["编号", "内容", "备注"]), .row(2, ["1", "他说\"不\"\r\n第二行", "x"]), .row(5, ["2", "", ""]),
        .row(6, ["3", "", "z"]), .row(7, ["a\nb", "c\rd", "e\r\n\r\nf"]), .row(12, ["last", "q"]),
      ])
  }

  @Test(arguments: [
    ("a;b;c\n1,2;3;4\n", CSVDelimiter.semicolon, ["1,2", "3", "4"]), ("a\tb\n1,5\t2\n", .tab, ["1,5", "2"]),
    ("\"a;b;c;d\",e\n1;2,3\n", .comma, ["1;2", "3"]), ("only\nx;y\n", .comma, ["x;y"]),
    ("\n\na;b\n1;2\n", .semicolon, ["1", "2"]),
  ])
  func findsTheDelimiter(_ text: String, _ delimiter: CSVDelimiter, _ second: [String]) {
    for chunk in [1, 100] {
      guard case .row(_, let fields) = read(Array(text.utf8), chunk: chunk).last else {
        Issue.record("no row")
        continue
      }
      #expect(fields == second)
    }
    var reader = CSVReader()
    reader.append(text.utf8)
    _ = reader.next()
    #expect(reader.delimiter == delimiter)
  }

  @Test(arguments: [1, 2, 7, 1000])
  func refusesARowAndGoesOn(_ chunk: Int) {
    let text = "a,b,c\n1,x\"y,3\n2,ok,ok\n3,\"q\" z,3\n中文,4,字\"\n5,5,5"
    #expect(
      read(Array(text.utf8), chunk: chunk) == [
        .row(1, ["a", "b", "c"]), .refused("bare-quote 2 2:4 1 9"), .row(3, ["2", "ok", "ok"]),
        .refused("text-after-quote 4 4:6 1 27"), .refused("bare-quote 5 5:7 2 44"), .row(6, ["5", "5", "5"]),
      ])
  }

  @Test(arguments: [1, 2, 7, 1000])
  func aQuoteLeftOpenCostsItsOwnRowOnly(_ chunk: Int) {
    let text = "a,b,c\n1,\"open,3\n2,ok,ok\n3,\"fine, this\",3\n4,4,4\n"
    #expect(
      read(Array(text.utf8), chunk: chunk) == [
        .row(1, ["a", "b", "c"]), .refused("text-after-quote 2 4:4 1 27"), .row(3, ["2", "ok", "ok"]),
        .row(4, ["3", "fine, this", "3"]), .row(5, ["4", "4", "4"]),
      ])
    let last = "a,b\n1,2\n3,\"open\r\n4,5\r\ntext\r\n6,7"
    #expect(
      read(Array(last.utf8), chunk: chunk) == [
        .row(1, ["a", "b"]), .row(2, ["1", "2"]), .refused("unterminated-quote 3 3:3 1 10"), .row(4, ["4", "5"]),
        .refused("fragment 5 5:1 0 22"), .row(6, ["6", "7"]),
      ])
  }

  @Test(arguments: [1, 3, 1000])
  func textOfARefusedRowIsNoRow(_ chunk: Int) {
    let text = "a,b\n1,\"many\nlines of, it\nend\" x\n2,2\n"
    #expect(
      read(Array(text.utf8), chunk: chunk) == [
        .row(1, ["a", "b"]), .refused("text-after-quote 2 4:5 1 29"), .row(3, ["lines of", " it"]),
        .refused("bare-quote 4 4:4 0 28"), .row(5, ["2", "2"]),
      ])
    // With one column there is no telling: everything up to the fault belongs to the row.
    #expect(
      read(Array("a\n\"x\ny\" z\nb\n".utf8), chunk: chunk) == [
        .row(1, ["a"]), .refused("text-after-quote 2 3:3 0 7"), .row(4, ["b"]),
      ])
  }

  @Test(arguments: [1, 4, 1000])
  func keepsTheLimits(_ chunk: Int) {
    let limits = CSVLimits(field: 10, row: 30, columns: 4)
    let long = String(repeating: "x", count: 11)
    let text =
      "a,b\n\(long),1\n1,\"\(long)\n2,2\n\(String(repeating: ",", count: 4))\n3,3,3,3\n"
      + "0123456789,0123456789,0123456789,\n4,4\n\"\(String(repeating: "y\n", count: 30))"
    #expect(
      read(Array(text.utf8), CSVReader(limits: limits), chunk: chunk).prefix(8) == [
        .row(1, ["a", "b"]), .refused("field-too-long 2 2:1 0 4"), .refused("field-too-long 3 3:4 1 21"),
        .row(4, ["2", "2"]), .refused("too-many-columns 5 5:5 4 41"), .row(6, ["3", "3", "3", "3"]),
        .refused("row-too-long 7 7:34 3 83"), .row(8, ["4", "4"]),
      ])
    // Memory: the reader lets go of a line that is too long, however long it is.
    var reader = CSVReader(delimiter: .comma, limits: limits)
    for _ in 0..<10_000 {
      reader.append([UInt8](repeating: 0x61, count: 1000))
      while reader.next() != nil {}
      #expect(reader.bufferedBytes <= 2000)
    }
  }

  @Test func literalQuotesAreAChoice() {
    let text = "a,b\n1,5\" pipe\n\"2\",\"x\"\n"
    #expect(
      read(Array(text.utf8), CSVReader(literalQuotes: true)) == [
        .row(1, ["a", "b"]), .row(2, ["1", "5\" pipe"]), .row(3, ["2", "x"]),
      ])
  }

  @Test func tellsWhereFieldsAre() {
    var reader = CSVReader()
    reader.append("a,b,c\n\"1\n1\",\"\",\r\n".utf8)
    reader.close()
    #expect(reader.next() == .row)
    #expect(reader.next() == .row)
    #expect((0..<3).map { reader.line(ofField: $0) } == [2, 3, 3])
    #expect((0..<3).map { reader.isQuoted($0) } == [true, true, false])
    #expect(String(decoding: reader.rawBytes, as: UTF8.self) == "\"1\n1\",\"\",")
    #expect(reader.offset == 6)
    #expect(Array(reader.utf8(0)) == Array("1\n1".utf8))
    #expect(reader.next() == nil)
  }

  @Test func emptyInputHasNoRows() {
    for text in ["", "\n", "\r\n\r\n", "\u{FEFF}"] { #expect(read(Array(text.utf8)) == []) }
  }
}

@Suite struct CSVRoundTripTests {
  @Test(arguments: 0..<20)
  func whatIsWrittenIsRead(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = ["a", "字", "\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "\"\""]
    for _ in 0..<50 {
      let delimiter = CSVDelimiter.allCases.randomElement(using: &generator) ?? .comma
      var writer = CSVWriter(
        delimiter: delimiter, lineEnd: ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n")
      let rows = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "" }
            .joined()
        }
      }
      for row in rows { writer.row(row) }
      for chunk in [1, Int.random(in: 2...20, using: &generator), .max] {
        let seen = read(writer.bytes, CSVReader(delimiter: delimiter), chunk: chunk)
        #expect(seen.map { if case .row(_, let fields) = $0 { fields } else { ["refused"] } } == rows)
      }
    }
  }

  @Test(arguments: 0..<20)
  func chunksNeverMatter(_ seed: UInt64) {
    var generator = SeededGenerator(seed: 100 + seed)
    var refused = 0
    for _ in 0..<100 {
      let bytes = (0..<Int.random(in: 0...120, using: &generator)).map { _ in
        "ab\"\",\"\n\r,;".utf8.randomElement(using: &generator) ?? 0
      }
      let reader = CSVReader(delimiter: .comma, limits: CSVLimits(field: 20, row: 50, columns: 6))
      let whole = read(bytes, reader)
      for chunk in [1, 2, 3, Int.random(in: 4...50, using: &generator)] {
        #expect(read(bytes, reader, chunk: chunk) == whole)
      }
      refused += whole.count { if case .refused = $0 { true } else { false } }
    }
    #expect(refused > 0)
  }
}
