import CZip
import Glibc
import Testing

/// Packs parts into an archive as a spreadsheet program would.
func zip(_ parts: [(name: String, content: [UInt8])]) throws -> [UInt8] {
  var error = zip_error_t()
  let source = try #require(zip_source_buffer_create(nil, 0, 0, &error))
  defer { zip_source_free(source) }
  let archive = try #require(zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error))
  zip_source_keep(source)
  for (name, content) in parts {
    let copy = try #require(malloc(max(content.count, 1)))
    content.withUnsafeBytes { if let base = $0.baseAddress { memcpy(copy, base, $0.count) } }
    let part = try #require(zip_source_buffer(archive, copy, zip_uint64_t(content.count), 1))
    try #require(zip_file_add(archive, name, part, zip_flags_t(ZIP_FL_OVERWRITE)) >= 0)
  }
  try #require(zip_close(archive) == 0)
  try #require(zip_source_open(source) == 0)
  defer { zip_source_close(source) }
  zip_source_seek(source, 0, SEEK_END)
  var bytes = [UInt8](repeating: 0, count: Int(zip_source_tell(source)))
  zip_source_seek(source, 0, SEEK_SET)
  try #require(zip_source_read(source, &bytes, zip_uint64_t(bytes.count)) == bytes.count)
  return bytes
}

/// The parts of a small workbook, each of which a test may replace.
struct WorkbookBuilder {
  var parts: [String: String] = [:]

  init(sheet: String, shared: String? = nil, styles: String? = nil, workbookProperties: String = "") {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["_rels/.rels"] =
      #"<Relationships><Relationship Id="r1" Type="\#(relation)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    parts["xl/workbook.xml"] =
      #"<workbook xmlns:r="\#(relation)">\#(workbookProperties)<sheets><sheet name="工单" sheetId="1" r:id="s1"/>"#
      + #"<sheet name="chart" sheetId="2" r:id="c1"/><sheet name="old" sheetId="3" state="hidden" r:id="s2"/></sheets></workbook>"#
    parts["xl/_rels/workbook.xml.rels"] =
      #"<Relationships><Relationship Id="s1" Type="\#(relation)/worksheet" Target="worksheets/sheet1.xml"/>"#
      + #"<Relationship Id="s2" Type="\#(relation)/worksheet" Target="/xl/worksheets/../worksheets/sheet2.xml"/>"#
      + #"<Relationship Id="c1" Type="\#(relation)/chartsheet" Target="charts/chart1.xml"/>"#
      + (shared == nil ? "" : #"<Relationship Id="x" Type="\#(relation)/sharedStrings" Target="sharedStrings.xml"/>"#)
      + (styles == nil ? "" : #"<Relationship Id="y" Type="\#(relation)/styles" Target="styles.xml"/>"#)
      + "</Relationships>"
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>\(sheet)</sheetData></worksheet>"
    parts["xl/worksheets/sheet2.xml"] = "<worksheet><sheetData/></worksheet>"
    if let shared { parts["xl/sharedStrings.xml"] = "<sst>\(shared)</sst>" }
    if let styles { parts["xl/styles.xml"] = "<styleSheet>\(styles)</styleSheet>" }
  }

  func bytes() throws -> [UInt8] {
    try zip(parts.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
  }
}
