/// Expressions as a graph with empty steps, from which ``ExpressionAutomaton`` is made.
struct ExpressionGraph {
  /// A step over one character of the set with this number.
  struct Step {
    var set: Int
    var target: Int
  }

  static let mostNodes = 50_000

  private(set) var steps: [[Step]] = []
  private(set) var empties: [[Int]] = []
  /// By node, the pattern that ends there.
  private(set) var accepts: [Int32?] = []
  private(set) var sets: [ScalarSet] = []
  private var setNumbers: [ScalarSet: Int] = [:]

  /// Adds an expression and gives its first node; `nil` when the graph would grow too large.
  mutating func add(_ tree: ExpressionTree, id: Int32) -> Int? {
    let start = node()
    guard let end = append(tree, to: start) else { return nil }
    accepts[end] = id
    return start
  }

  private mutating func node() -> Int {
    steps.append([])
    empties.append([])
    accepts.append(nil)
    return steps.count - 1
  }

  private mutating func number(of set: ScalarSet) -> Int {
    if let known = setNumbers[set] { return known }
    sets.append(set)
    setNumbers[set] = sets.count - 1
    return sets.count - 1
  }

  /// Adds what `tree` matches behind `start`; the node that it ends in.
  private mutating func append(_ tree: ExpressionTree, to start: Int) -> Int? {
    guard steps.count < Self.mostNodes else { return nil }
    switch tree {
    case .characters(let set):
      let end = node()
      steps[start].append(Step(set: number(of: set), target: end))
      return end
    case .sequence(let parts):
      var end = start
      for part in parts {
        guard let next = append(part, to: end) else { return nil }
        end = next
      }
      return end
    case .choice(let parts):
      let end = node()
      for part in parts {
        let begin = node()
        empties[start].append(begin)
        guard let last = append(part, to: begin) else { return nil }
        empties[last].append(end)
      }
      return end
    case .repeated(let part, let least, let most): return append(part, least, most, to: start)
    }
  }

  private mutating func append(_ part: ExpressionTree, _ least: Int, _ most: Int?, to start: Int) -> Int? {
    var end = start
    for _ in 0..<least {
      guard let next = append(part, to: end) else { return nil }
      end = next
    }
    guard let most else {
      let begin = node()
      let after = node()
      empties[end] += [begin, after]
      guard let last = append(part, to: begin) else { return nil }
      empties[last] += [begin, after]
      return after
    }
    let after = node()
    empties[end].append(after)
    for _ in least..<most {
      guard let next = append(part, to: end) else { return nil }
      empties[next].append(after)
      end = next
    }
    return after
  }

  /// `nodes` and what empty steps lead to from them, in order.
  func closure(of nodes: [Int]) -> [Int] {
    var seen = Set(nodes)
    var open = nodes
    while let node = open.popLast() {
      for next in empties[node] where seen.insert(next).inserted { open.append(next) }
    }
    return seen.sorted()
  }
}
