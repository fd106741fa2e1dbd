/// The first byte says whether the rest is a whole file or one of the XML parts of a workbook.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLSX(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  var parts = sampleParts
  let choice = Int(data[0]) % (parts.count + 1)
  let file: [UInt8]
  if choice < parts.count {
    parts[choice].content = bytes
    file = storedZip(parts)
  } else {
    file = bytes
  }
  let limits = XLSXLimits(
    unpackedSize: 1 << 20, sharedStrings: 1 << 16, cell: 1000, row: 4000, rows: 1000, columns: 50, sheets: 4, parts: 20)
  do {
    let reader = try XLSXReader(bytes: file, limits: limits)
    for sheet in reader.sheets {
      let rows = try reader.rows(of: sheet)
      while let row = try rows.nextRow() {
        precondition(row.number > 0 && row.number <= 1000 && row.cells.count <= 50)
      }
    }
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}

private let sampleParts: [(name: String, content: [UInt8])] = [
  (
    "xl/worksheets/sheet1.xml",
    #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#
  ),
  ("xl/sharedStrings.xml", "<sst><si><t>text</t></si></sst>"),
  ("xl/styles.xml", #"<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"#),
  (
    "xl/workbook.xml",
    #"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="s1"/></sheets></workbook>"#
  ),
  (
    "xl/_rels/workbook.xml.rels",
    #"<Relationships><Relationship Id="s1" Type="r/worksheet" Target="worksheets/sheet1.xml"/>"#
      + #"<Relationship Id="x" Type="r/sharedStrings" Target="sharedStrings.xml"/>"#
      + #"<Relationship Id="y" Type="r/styles" Target="styles.xml"/></Relationships>"#
  ),
].map { ($0.0, Array($0.1.utf8)) }

/// An archive without compression.
private func storedZip(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
  var out: [UInt8] = []
  var directory: [UInt8] = []
  func two(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
  func four(_ value: Int) -> [UInt8] { two(value & 0xFFFF) + two(value >> 16 & 0xFFFF) }
  for (name, content) in parts {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in content {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    let sizes = four(Int(~crc)) + four(content.count) + four(content.count) + two(name.utf8.count) + two(0)
    let common = two(20) + two(0) + two(0) + two(0) + two(0x5921) + sizes
    let offset = out.count
    out += four(0x0403_4B50) + common + name.utf8 + content
    directory += four(0x0201_4B50) + two(20) + common + two(0) + two(0) + two(0) + four(0) + four(offset) + name.utf8
  }
  let start = out.count
  out += directory
  out += four(0x0605_4B50) + two(0) + two(0) + two(parts.count) + two(parts.count)
  return out + four(directory.count) + four(start) + two(0)
}
