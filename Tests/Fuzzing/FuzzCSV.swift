/// Rows and refusals must be the same however the input is cut, and what is written must be read.
private func read(_ bytes: [UInt8], chunk: Int, delimiter: CSVDelimiter?) -> [[String]] {
  var reader = CSVReader(delimiter: delimiter, limits: CSVLimits(field: 64, row: 200, columns: 16))
  var rows: [[String]] = []
  func drain() {
    while let step = reader.next() {
      switch step {
      case .row:
        precondition(reader.line > 0 && reader.offset + reader.rawBytes.count <= bytes.count)
        rows.append(["\(reader.line)"] + reader.texts)
      case .refused(let error):
        precondition(
          error.offset >= 0 && error.offset <= bytes.count && error.line >= error.rowLine && error.column > 0)
        rows.append([error.description, "\(error.offset)"])
      }
    }
  }
  for start in stride(from: 0, to: bytes.count, by: chunk) {
    reader.append(bytes[start..<min(start + chunk, bytes.count)])
    drain()
  }
  reader.close()
  drain()
  return rows
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  let delimiter: CSVDelimiter? = data[0] & 1 == 0 ? nil : .comma
  let whole = read(bytes, chunk: size, delimiter: delimiter)
  precondition(read(bytes, chunk: 1, delimiter: delimiter) == whole, "chunks change the rows")
  precondition(read(bytes, chunk: Int(data[0] >> 1) + 2, delimiter: delimiter) == whole, "chunks change the rows")

  let fields = String(decoding: bytes.prefix(60), as: UTF8.self).split(separator: "|", omittingEmptySubsequences: false)
  var writer = CSVWriter()
  writer.row(fields.map(String.init))
  var reader = CSVReader(delimiter: .comma)
  reader.append(writer.bytes)
  precondition(reader.next() == .row && reader.texts == fields.map(String.init), "written and read differ")
  return 0
}
