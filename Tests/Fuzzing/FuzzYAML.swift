/// No text may crash the parser or the decoder, and every error has a place.
private struct Rule: Decodable {
  var id: Located<String>
  var days: Int8?
  var weight: Double?
  var strict: Bool?
  var words: [String]?
  var more: [String: [Int]]?
  var rest: YAMLNode?
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let limits = YAMLLimits(size: 1 << 16, nodes: 2000, depth: 16)
  do {
    let node = try YAMLNode(parsing: bytes, file: "f", limits: limits)
    _ = try YAMLDecoder(limits: limits).decode([Rule].self, from: node)
  } catch {
    precondition(error.mark.line > 0 && error.mark.column > 0 && !error.description.isEmpty)
  }
  return 0
}
