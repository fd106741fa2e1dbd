import TextMatching

/// Parts of the citizen's own words, clause by clause.
struct Excerpt {
  private let original: [UInt8]
  /// The bytes of each clause in the original, its punctuation included; together they are the whole text.
  private let clauses: [Range<Int>]

  init(_ reading: Reading) {
    let field = reading.fields[0]
    original = Array(field.original.utf8)
    var clauses: [Range<Int>] = []
    var start = 0
    for mark in field.punctuation.marks {
      let end = field.folded.original(mark.offset - 1..<mark.offset).upperBound
      clauses.append(start..<end)
      start = end
    }
    clauses.append(start..<original.count)
    self.clauses = clauses
  }

  /// The text without these clauses.
  func text(without hidden: Set<Int>) -> String {
    let kept = clauses.indices.filter { !hidden.contains($0) }.flatMap { original[clauses[$0]] }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The bytes of these clauses, neighbours joined.
  func ranges(of wanted: Set<Int>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for clause in clauses.indices where wanted.contains(clause) && !clauses[clause].isEmpty {
      if let last = ranges.last, last.upperBound == clauses[clause].lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<clauses[clause].upperBound
      } else {
        ranges.append(clauses[clause])
      }
    }
    return ranges
  }
}
