/// The pull reader, the tree and the writer must agree on every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let limits = JSONLimits(size: 1 << 16, depth: 16, keysPerObject: 200)

  var wasSkipped = true
  do {
    var reader = try JSONReader(bytes, limits: limits)
    try reader.finish()
  } catch {
    wasSkipped = false
    precondition(
      error.offset >= 0 && error.offset <= size && error.line > 0 && error.column > 0 && !error.description.isEmpty)
  }
  if let value = try? JSONValue(parsing: bytes, limits: limits) {
    precondition(wasSkipped, "read what skipping refuses")
    let written = value.bytes
    // Nothing grows: the shortest escapes are written.
    precondition(written.count <= size)
    precondition((try? JSONValue(parsing: written, limits: limits)) == value, "written and read differ")
    precondition(String(validating: bytes, as: UTF8.self) != nil)
  } else {
    precondition(!wasSkipped, "skipped what reading refuses")
  }

  var lines = JSONLinesReader(maximumLineLength: 20)
  var again = JSONLinesReader(maximumLineLength: 20)
  var whole: [Result<JSONLine, JSONLineTooLong>] = []
  var pieces: [Result<JSONLine, JSONLineTooLong>] = []
  lines.append(bytes)
  lines.close()
  while let line = lines.next() { whole.append(line) }
  for start in stride(from: 0, to: size, by: 3) {
    again.append(bytes[start..<min(start + 3, size)])
    while let line = again.next() { pieces.append(line) }
  }
  again.close()
  while let line = again.next() { pieces.append(line) }
  precondition(whole == pieces, "chunks change the lines")
  return 0
}
