/// A regular expression as a tree.
indirect enum ExpressionTree: Sendable {
  case characters(ScalarSet)
  case sequence([ExpressionTree])
  case choice([ExpressionTree])
  /// At least so often and at most so often; `nil`: without end.
  case repeated(ExpressionTree, Int, Int?)

  /// Whether it matches the empty text.
  var isNullable: Bool {
    switch self {
    case .characters: false
    case .sequence(let parts): parts.allSatisfy(\.isNullable)
    case .choice(let parts): parts.contains(where: \.isNullable)
    case .repeated(let part, let least, _): least == 0 || part.isNullable
    }
  }

  /// The characters with which a match can begin.
  var first: ScalarSet {
    switch self {
    case .characters(let set): return set
    case .choice(let parts): return parts.reduce(.empty) { $0.union($1.first) }
    case .repeated(let part, _, _): return part.first
    case .sequence(let parts):
      var first = ScalarSet.empty
      for part in parts {
        first = first.union(part.first)
        if !part.isNullable { break }
      }
      return first
    }
  }

  /// All characters that it speaks of.
  var all: ScalarSet {
    switch self {
    case .characters(let set): set
    case .choice(let parts), .sequence(let parts): parts.reduce(.empty) { $0.union($1.all) }
    case .repeated(let part, _, _): part.all
    }
  }

  /// The characters of which there may be any number.
  var endless: ScalarSet {
    switch self {
    case .characters: .empty
    case .choice(let parts), .sequence(let parts): parts.reduce(.empty) { $0.union($1.endless) }
    case .repeated(let part, _, let most): most == nil ? part.all : part.endless
    }
  }

  /// The most characters of a match when what is endless counts once.
  var reach: Int {
    switch self {
    case .characters: 1
    case .sequence(let parts): parts.reduce(0) { $0 + $1.reach }
    case .choice(let parts): parts.reduce(0) { max($0, $1.reach) }
    case .repeated(let part, let least, let most): part.reach * (most ?? max(1, least))
    }
  }
}
