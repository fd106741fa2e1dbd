/// No template may crash the parser, the check against a shape or the renderer, and every error has a place. A byte of 1
/// divides the input into the template and the partials `p` and `q`.
private let data: MustacheValue = [
  "a": ["b": ["c": "<&>"], "l": [1, 2.5, "x", nil, ["b": true]]], "b": false, "l": [["a": []], [[], ["x"]]], "t": "中",
]
/// Made anew each time: the leak check does not see through the pointers of a global tree.
private func shape() -> MustacheShape {
  .record([
    "a": .optional(.record(["b": .record(["c": .text])])), "b": .flag, "l": .list(.list(.text)), "t": .optional(.text),
  ])
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMustache(_ input: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let texts = UnsafeBufferPointer(start: input, count: size).split(separator: 1, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  let limits = MustacheLimits(size: 1 << 16, nodes: 2_000, depth: 16, output: 1 << 16, steps: 20_000)
  var partials: [String: MustacheTemplate] = [:]
  for (name, text) in zip(["p", "q"], texts.dropFirst()) {
    partials[name] = try? MustacheTemplate(text, name: name, limits: limits)
  }
  do throws(MustacheError) {
    let template = try MustacheTemplate(texts.first ?? "", name: "t", limits: limits)
    for fault in template.faults(for: shape(), partials: partials) {
      precondition(fault.mark.line > 0 && fault.mark.column > 0)
    }
    _ = try template.render(data, partials: partials, limits: limits)
    _ = try template.render(data, partials: partials, isStrict: true, limits: limits)
  } catch {
    precondition(error.mark.line > 0 && error.mark.column > 0 && !error.description.isEmpty)
  }
  return 0
}
