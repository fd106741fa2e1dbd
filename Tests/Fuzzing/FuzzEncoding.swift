/// The output is UTF-8, and the same however the input is cut.
private func decode(_ bytes: [UInt8], chunk: Int, _ encoding: TextEncoding?) -> ([UInt8], [BadSequence], TextEncoding?)?
{
  var stream = TextDecoderStream(encoding: encoding, faults: .replaced)
  var out: [UInt8] = []
  do {
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      out += try stream.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
    }
    out += try stream.finish()
  } catch {
    return nil
  }
  return (out, stream.takeBadSequences(), stream.encoding)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEncoding(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  let encoding = data[0] % 5 == 4 ? nil : TextEncoding.allCases[Int(data[0] % 5)]
  let whole = decode(bytes, chunk: size, encoding)
  if let (out, bad, _) = whole {
    precondition(String(validating: out, as: UTF8.self) != nil, "not UTF-8")
    for sequence in bad {
      precondition(Array(out[sequence.outputOffset...].prefix(3)) == [0xEF, 0xBF, 0xBD] && sequence.offset < size)
    }
  }
  // Without an encoding given, small chunks may settle it on less.
  guard encoding != nil else { return 0 }
  for chunk in [1, 3] {
    let pieces = decode(bytes, chunk: chunk, encoding)
    precondition(pieces?.0 == whole?.0 && pieces?.1 == whole?.1 && pieces?.2 == whole?.2, "chunks change the text")
  }
  return 0
}
