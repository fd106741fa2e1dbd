/// What a template may count on: the data's form, known before there are data.
public indirect enum MustacheShape: Sendable, Hashable {
  case text
  /// Only asked, never printed.
  case flag
  case list(MustacheShape)
  case record([String: MustacheShape])
  /// May be ``MustacheValue/null``: printed only inside a section of its name.
  case optional(MustacheShape)
}

extension MustacheTemplate {
  /// What would go wrong with data of a shape, partials included: names that it does not have, lists and flags that are
  /// printed, texts that may be absent outside a section of their name, partials that are not there.
  public func faults(for shape: MustacheShape, partials: [String: MustacheTemplate] = [:]) -> [MustacheError] {
    var check = MustacheShapeCheck(shape: shape, partials: partials)
    check.run(nodes)
    return check.faults
  }
}

/// Walks a template along a shape.
struct MustacheShapeCheck {
  private(set) var faults: [MustacheError] = []
  private let partials: [String: MustacheTemplate]
  private var stack: [MustacheShape]
  /// Names whose sections are open, and which are therefore there.
  private var present: [String] = []
  /// Partials that are being walked; one that names itself is walked once.
  private var walked: Set<String> = []

  init(shape: MustacheShape, partials: [String: MustacheTemplate]) {
    stack = [shape]
    self.partials = partials
  }

  mutating func run(_ nodes: [MustacheNode]) {
    for node in nodes {
      switch node {
      case .text, .lineStart: break
      case .value(let name, _): checkPrinted(name)
      case .section(let name, let isInverted, let inner): checkSection(name, isInverted, inner)
      case .partial(let name, _, let mark):
        guard let partial = partials[name] else {
          note(.missingPartial(name), mark)
          continue
        }
        guard walked.insert(name).inserted else { continue }
        run(partial.nodes)
        walked.remove(name)
      }
    }
  }

  private mutating func checkPrinted(_ name: MustacheName) {
    guard let shape = lookUp(name) else { return note(.missingValue(name.text), name.mark) }
    switch shape {
    case .text: break
    case .flag, .list, .record: note(.notText(name.text), name.mark)
    case .optional: note(.missingValue(name.text), name.mark)
    }
  }

  private mutating func checkSection(_ name: MustacheName, _ isInverted: Bool, _ inner: [MustacheNode]) {
    guard var shape = lookUp(name) else { return note(.missingValue(name.text), name.mark) }
    if isInverted { return run(inner) }
    if case .optional(let whole) = shape { shape = whole }
    if case .list(let element) = shape { shape = element }
    stack.append(shape)
    present.append(name.text)
    run(inner)
    present.removeLast()
    stack.removeLast()
  }

  /// The shape of a name, and ``MustacheShape/optional(_:)`` where a part of its path may be absent here.
  private func lookUp(_ name: MustacheName) -> MustacheShape? {
    guard let first = name.parts.first else { return stack.last }
    let places = name.isLocal ? Array(stack.suffix(1)) : stack
    var found = places.lazy.reversed().compactMap { Self.member(first, of: $0) }.first
    var path = first
    var isAbsent = false
    for part in name.parts.dropFirst() {
      if case .optional = found { isAbsent = isAbsent || !present.contains(path) }
      found = found.flatMap { Self.member(part, of: $0) }
      path += ".\(part)"
    }
    if case .optional(let whole) = found, present.contains(path) { found = whole }
    guard let found, isAbsent else { return found }
    if case .optional = found { return found }
    return .optional(found)
  }

  private static func member(_ name: String, of shape: MustacheShape) -> MustacheShape? {
    switch shape {
    case .record(let members): members[name]
    case .optional(let whole): member(name, of: whole)
    case .text, .flag, .list: nil
    }
  }

  private mutating func note(_ reason: MustacheError.Reason, _ mark: SourceMark) {
    let fault = MustacheError(reason, at: mark)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
