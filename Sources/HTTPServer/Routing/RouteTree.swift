/// Routes by segment: a literal goes before a name, a name before a rest.
struct RouteTree<Leaf: Sendable>: Sendable {
  struct Match {
    var leaf: Leaf
    var values: [String]
  }

  private struct Node: Sendable {
    var literals: [String: Int] = [:]
    var parameter: Int?
    var leaf: Leaf?
    var restLeaf: Leaf?
  }

  private var nodes = [Node()]

  /// Gives the leaf of a pattern to `change`, `nil` where there was none yet.
  mutating func update(_ pattern: RoutePattern, _ change: (inout Leaf?) -> Void) {
    var index = 0
    for segment in pattern.segments {
      switch segment {
      case .literal(let text): index = child(of: index, text)
      case .parameter: index = parameterChild(of: index)
      case .rest:
        change(&nodes[index].restLeaf)
        return
      }
    }
    change(&nodes[index].leaf)
  }

  private mutating func child(of index: Int, _ text: String) -> Int {
    if let known = nodes[index].literals[text] { return known }
    nodes.append(Node())
    nodes[index].literals[text] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func parameterChild(of index: Int) -> Int {
    if let known = nodes[index].parameter { return known }
    nodes.append(Node())
    nodes[index].parameter = nodes.count - 1
    return nodes.count - 1
  }

  /// The best route for a path, with the values of its names in order.
  func match(_ segments: [String]) -> Match? {
    match(segments[...], at: 0, values: [])
  }

  private func match(_ segments: ArraySlice<String>, at index: Int, values: [String]) -> Match? {
    let node = nodes[index]
    guard let first = segments.first else {
      return node.leaf.map { Match(leaf: $0, values: values) }
    }
    if let next = node.literals[first],
      let found = match(segments.dropFirst(), at: next, values: values)
    {
      return found
    }
    if let next = node.parameter, !first.isEmpty,
      let found = match(segments.dropFirst(), at: next, values: values + [first])
    {
      return found
    }
    return node.restLeaf.map { Match(leaf: $0, values: values + [segments.joined(separator: "/")]) }
  }
}
