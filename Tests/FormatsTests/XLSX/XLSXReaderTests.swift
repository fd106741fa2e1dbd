import Glibc
import Testing

@testable import Formats

private func rows(_ bytes: [UInt8], limits: XLSXLimits = .standard) throws(XLSXError) -> [XLSXRow] {
  let reader = try XLSXReader(bytes: bytes, limits: limits)
  guard let first = reader.sheets.first else { return [] }
  let rows = try reader.rows(of: first)
  var all: [XLSXRow] = []
  while let row = try rows.nextRow() { all.append(row) }
  return all
}

private func refusal(_ builder: WorkbookBuilder, limits: XLSXLimits = .standard) throws -> XLSXError? {
  let bytes = try builder.bytes()
  do throws(XLSXError) {
    _ = try rows(bytes, limits: limits)
    return nil
  } catch {
    return error
  }
}

@Suite struct XLSXReaderTests {
  @Test func readsEveryKindOfCell() throws {
    let builder = WorkbookBuilder(
      sheet: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="AA1" t="inlineStr"><is><r><t>行</t></r><r><t xml:space="preserve"> 内</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c></row>
        <row r="2" spans="1:3"/><row r="3"><c r="A3" s="4"/><c r="B3"><v>13800138000</v></c><c r="C3" s="1"><v>45292.5</v></c><c r="D3" s="2"><v>1.5</v></c></row>
        <row r="7"><c r="A7" t="b"><v>1</v></c><c r="B7" t="e"><v>#N/A</v></c><c r="C7" t="str"><f>A1&amp;"x"</f><v>甲&lt;x_x000D__x005F_</v></c><c r="D7" s="3"><f>1+1</f><v>2E0</v></c><c r="E7" t="d"><v>2026-11-23</v></c></row>
        <row><c><v>1</v></c><c><v>2</v></c></row>
        """,
      shared: "<si><t>编号</t></si><si><r><t>分</t></r><r><t>段</t></r><rPh><t>x</t></rPh></si>",
      styles:
        #"<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/></numFmts>"#
        + #"<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>"#
    )
    let reader = try XLSXReader(bytes: try builder.bytes())
    #expect(reader.sheets.map(\.name) == ["工单", "old"])
    #expect(reader.sheets.map(\.isHidden) == [false, true])
    let sheet = try reader.rows(ofSheet: "工单")
    var all: [XLSXRow] = []
    while let row = try sheet.nextRow() { all.append(row) }
    #expect(
      all == [
        XLSXRow(
          number: 1,
          cells: [
            XLSXCell(column: 0, value: .string("编号")), XLSXCell(column: 2, value: .string("分段")),
            XLSXCell(column: 26, value: .string("行 内")),
          ]),
        XLSXRow(
          number: 3,
          cells: [
            XLSXCell(column: 1, value: .number(13_800_138_000, text: "13800138000")),
            XLSXCell(column: 2, value: .dateSerial(45292.5)), XLSXCell(column: 3, value: .dateSerial(1.5)),
          ]),
        XLSXRow(
          number: 7,
          cells: [
            XLSXCell(column: 0, value: .boolean(true)), XLSXCell(column: 1, value: .error("#N/A")),
            XLSXCell(column: 2, value: .string("甲<x\r_")), XLSXCell(column: 3, value: .number(2, text: "2E0")),
            XLSXCell(column: 4, value: .string("2026-11-23")),
          ]),
        XLSXRow(
          number: 8,
          cells: [
            XLSXCell(column: 0, value: .number(1, text: "1")), XLSXCell(column: 1, value: .number(2, text: "2")),
          ]),
      ])
    #expect(all[0][26] == .string("行 内"))
    #expect(all[0][1] == nil)
    #expect(try reader.rows(of: reader.sheets[1]).nextRow() == nil)
    #expect(throws: XLSXError(.noSuchSheet("none"))) { try reader.rows(ofSheet: "none") }
  }

  @Test func honoursThe1904DateSystem() throws {
    let builder = WorkbookBuilder(
      sheet: #"<row r="1"><c r="A1" s="0"><v>0</v></c></row>"#,
      styles: #"<cellXfs><xf numFmtId="22"/></cellXfs>"#, workbookProperties: #"<workbookPr date1904="1"/>"#)
    #expect(try rows(try builder.bytes())[0][0] == .dateSerial(1462))
  }

  @Test func prefixedNamesAreTheSame() throws {
    var builder = WorkbookBuilder(sheet: "")
    builder.parts["xl/worksheets/sheet1.xml"] =
      #"<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#
    #expect(try rows(try builder.bytes())[0][0] == .number(1, text: "1"))
  }

  @Test(arguments: [
    ("yyyy-mm-dd", true), ("[$-804]yyyy\"年\"m\"月\"", true), ("h:mm AM/PM", true), ("[h]:mm", true), ("[ss].00", true),
    ("mm:ss.0", true), ("General", false), ("G/通用格式", false), ("0.00", false), ("#,##0;[Red]-#,##0", false),
    ("0\"days\"", false), ("0\\d", false), ("[Red]0", false), ("[$¥-804]#,##0", false), ("0.00E+00", false),
    ("@", false),
    ("_ * #,##0_ ", false), ("0;yyyy", false), ("\"open", false), ("[open", false), ("", false), ("\\", false),
  ])
  func tellsDatesFromNumbers(_ code: String, _ isDate: Bool) {
    #expect(XLSXStyles.showsDate(code) == isDate)
  }

  @Test func aBadCellLeavesTheOthers() throws {
    let builder = WorkbookBuilder(
      sheet:
        #"<row r="1"><c r="A1" t="s"><v>5</v></c><c r="B1"><v>x</v></c><c r="C1"><v>1e999</v></c><c r="D1" t="zz"><v>1</v></c>"#
        + #"<c r="E1" t="b"><v>2</v></c><c r="F1" t="str"><v>\#(String(repeating: "长", count: 40))</v></c><c r="G1" t="s"><v>0</v></c>"#
        + #"<c r="H1" t="s"><v>1</v></c><c r="I1" t="s"><v>-1</v></c><c r="J1" t="s"><v/></c><c r="K1"><v>7</v></c></row>"#,
      shared: "<si><t>ok</t></si><si><t>\(String(repeating: "x", count: 101))</t></si>")
    let values = try rows(try builder.bytes(), limits: XLSXLimits(cell: 100))[0].cells.map(\.value)
    #expect(
      values == [
        .unreadable(.badSharedString), .unreadable(.badNumber), .unreadable(.badNumber), .unreadable(.unknownType),
        .unreadable(.badNumber), .unreadable(.textTooLong), .string("ok"), .unreadable(.textTooLong),
        .unreadable(.badSharedString), .unreadable(.badSharedString), .number(7, text: "7"),
      ])
  }

  @Test func columnsHaveLetters() {
    for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
      #expect(XLSXCell.letters(ofColumn: column) == letters)
      #expect(XLSXSheetParser.column(of: letters + "9") == column)
    }
    for bad in ["", "1", "A", "AAAA1", "A1B", "$A$1", "中1"] { #expect(XLSXSheetParser.column(of: bad) == nil) }
  }

  @Test func readsFromAFile() throws {
    var path = Array("/tmp/fenliu-xlsx-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    try #require(descriptor >= 0)
    let name = path.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    defer { unlink(name) }
    let bytes = try WorkbookBuilder(sheet: #"<row r="1"><c r="A1"><v>1</v></c></row>"#).bytes()
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    #expect(try XLSXReader(path: name).sheets.count == 2)
    #expect(throws: XLSXError.self) { try XLSXReader(path: name + ".none") }
  }
}

@Suite struct XLSXHostileTests {
  private static let rowOfOne = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

  @Test(arguments: [
    #"<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>"#, #"<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>"#,
  ])
  func refusesDocumentTypes(_ xml: String) throws {
    for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"]
    {
      var builder = WorkbookBuilder(sheet: Self.rowOfOne, shared: "", styles: "")
      builder.parts[part] = xml
      let error = try refusal(builder)
      #expect(error?.reason == .doctypeRefused)
      #expect(error?.part == part)
      #expect(error?.line == 1)
    }
  }

  @Test(arguments: [
    (#"<row r="1"><c r="A1"><v>1</c></row>"#, "syntax"), (#"<row r="1"><c r="A1"><v>&who;</v></c></row>"#, "syntax"),
    (#"<row r="0"/>"#, "bad-reference"), (#"<row r="x"/>"#, "bad-reference"),
    (#"<row r="99999999999999999999"/>"#, "bad-reference"), (#"<row r="1048577"/>"#, "too-many-rows"),
    (#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#, "too-many-columns"),
    (#"<row r="1"><c r="ZZZZ1"><v>1</v></c></row>"#, "bad-reference"),
    (String(repeating: "<d>", count: 1_000_000), "too-deep"),
  ])
  func refusesSheets(_ sheet: String, _ code: String) throws {
    let error = try refusal(WorkbookBuilder(sheet: sheet))
    #expect(error?.code == code)
    #expect(error?.part == "xl/worksheets/sheet1.xml")
  }

  @Test func givesTheRowsBeforeAFault() throws {
    let bytes = try WorkbookBuilder(sheet: Self.rowOfOne + #"<row r="2"><c r="B2"><v>2</v></c></row><row r="zero">"#)
      .bytes()
    let reader = try XLSXReader(bytes: bytes)
    let rows = try reader.rows(of: reader.sheets[0])
    #expect(try rows.nextRow()?.number == 1)
    #expect(try rows.nextRow()?.number == 2)
    let error = #expect(throws: XLSXError.self) { try rows.nextRow() }
    #expect(error?.reason == .badReference("zero"))
    #expect(error?.description == "xl/worksheets/sheet1.xml:1:101: not a cell reference: zero")
    #expect(throws: XLSXError.self) { try rows.nextRow() }
  }

  @Test func keepsTheLimits() throws {
    let text = String(repeating: "x", count: 1000)
    let shared = String(repeating: "<si><t>\(text)</t></si>", count: 100)
    let cell = #"<c t="s"><v>0</v></c>"#
    let builder = WorkbookBuilder(sheet: "<row>\(String(repeating: cell, count: 50))</row>", shared: shared)
    #expect(try refusal(builder) == nil)
    #expect(try refusal(builder, limits: XLSXLimits(sharedStrings: 50_000))?.code == "shared-strings-too-large")
    #expect(try refusal(builder, limits: XLSXLimits(row: 40_000))?.code == "row-too-long")
    #expect(try refusal(builder, limits: XLSXLimits(columns: 49))?.code == "too-many-columns")
    #expect(try refusal(builder, limits: XLSXLimits(sheets: 1))?.code == "too-many-sheets")
    #expect(try refusal(builder, limits: XLSXLimits(parts: 5))?.code == "too-many-parts")
    #expect(try refusal(builder, limits: XLSXLimits(unpackedSize: 50_000))?.code == "unpacked-too-large")
    // Reading a sheet again does not count again.
    let reader = try XLSXReader(bytes: try builder.bytes(), limits: XLSXLimits(unpackedSize: 110_000))
    for _ in 0..<50 { #expect(try reader.rows(of: reader.sheets[0]).nextRow()?.cells.count == 50) }
    let empties = WorkbookBuilder(sheet: "", shared: String(repeating: "<si/>", count: 10_000))
    #expect(try refusal(empties, limits: XLSXLimits(sharedStrings: 50_000))?.code == "shared-strings-too-large")
  }

  @Test func refusesBombs() throws {
    let spaces = String(repeating: " ", count: 40 << 20)
    let bomb = try refusal(WorkbookBuilder(sheet: spaces))
    #expect(bomb?.reason == .packedTooTightly(limit: 250))
    #expect(
      try refusal(WorkbookBuilder(sheet: spaces), limits: XLSXLimits(unpackedSize: 20 << 20))?.code
        == "unpacked-too-large")
    let long = try refusal(WorkbookBuilder(sheet: "<row \(String(repeating: "a", count: 3 << 20))"))
    #expect(long?.code == "markup-too-long")
  }

  @Test func refusesWhatIsNoWorkbook() throws {
    #expect(throws: XLSXError(.notZip)) { try XLSXReader(bytes: []) }
    #expect(throws: XLSXError(.notZip)) { try XLSXReader(bytes: Array("编号,内容\n".utf8)) }
    #expect(throws: XLSXError(.oldOrEncrypted)) {
      try XLSXReader(bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600))
    }
    let other = try zip([("word/document.xml", Array("<x/>".utf8))])
    #expect(throws: XLSXError(.missingPart, part: "xl/workbook.xml")) { try XLSXReader(bytes: other) }
    var builder = WorkbookBuilder(sheet: "")
    builder.parts["xl/worksheets/sheet1.xml"] = nil
    #expect(try refusal(builder) == XLSXError(.missingPart, part: "xl/worksheets/sheet1.xml"))
  }

  @Test func findsDamageByTheChecksum() throws {
    // Long enough for a block of its own, so that the archive's directory stays whole.
    let digits = (0..<5000).map { String($0 * 7919 % 10_007) }.joined()
    var bytes = try WorkbookBuilder(sheet: #"<row r="1"><c r="A1" t="str"><v>\#(digits)</v></c></row>"#).bytes()
    let name = Array("xl/worksheets/sheet1.xml".utf8)
    let at = try #require((0..<bytes.count - name.count).first { Array(bytes[$0..<$0 + name.count]) == name })
    for k in 0..<8 { bytes[at + name.count + 2000 + k] ^= 0x5A }
    let error = #expect(throws: XLSXError.self) { try rows(bytes) }
    #expect(error?.code == "damaged")
    #expect(error?.part == "xl/worksheets/sheet1.xml")
  }

  @Test(arguments: 0..<10)
  func damagedFilesNeverTrap(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sample = try WorkbookBuilder(
      sheet: Self.rowOfOne + #"<row r="2"><c r="A2" t="s"><v>0</v></c></row>"#, shared: "<si><t>text</t></si>",
      styles: #"<cellXfs><xf numFmtId="14"/></cellXfs>"#
    ).bytes()
    var refused = 0
    for _ in 0..<200 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      do { _ = try rows(bytes) } catch { refused += 1 }
    }
    #expect(refused > 50)
  }
}
