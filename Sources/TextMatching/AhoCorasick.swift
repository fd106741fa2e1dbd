/// Finds many literals in one pass over bytes: the automaton of Aho and Corasick as one dense table.
struct AhoCorasick: Sendable {
  // Bytes that no literal holds share class 0, which keeps the table small: Chinese text uses few of the 256.
  private let classes: [UInt8]
  private let classCount: Int
  // next[state * classCount + class]: the state that follows.
  private let next: [Int32]
  // The literals that end in a state: outputs[outputStart[state]..<outputStart[state + 1]].
  private let outputStart: [Int32]
  private let outputs: [Output]

  private struct Output {
    var id: Int
    var length: Int
  }

  /// An automaton for `literals`, none of them empty; with `caseless`, ASCII letters count in either case.
  init(_ literals: [(id: Int, bytes: [UInt8])], caseless: Bool) {
    let folded = literals.map { (id: $0.id, bytes: caseless ? $0.bytes.map(Self.lowercase) : $0.bytes) }
    var classes = [UInt8](repeating: 0, count: 256)
    var classCount = 1
    for byte in folded.lazy.flatMap(\.bytes) where classes[Int(byte)] == 0 {
      // At most 255 of the 256 byte values occur in UTF-8, so that the class fits.
      classes[Int(byte)] = UInt8(classCount)
      classCount += 1
    }
    var trie = Trie(classCount: classCount)
    for literal in folded {
      trie.insert(literal.bytes.map { Int(classes[Int($0)]) }, Output(id: literal.id, length: literal.bytes.count))
    }
    let ends = trie.link()
    next = trie.next
    outputStart = ends.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    outputs = ends.flatMap { $0 }
    if caseless {
      for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { classes[Int(byte)] = classes[Int(Self.lowercase(byte))] }
    }
    self.classes = classes
    self.classCount = classCount
  }

  /// Adds each occurrence of each literal in `text` to `found`.
  func scan(_ text: UTF8Span, into found: inout [Match]) {
    var state = 0
    let bytes = text.span
    for index in bytes.indices {
      state = Int(next[state * classCount + Int(classes[Int(bytes[index])])])
      for output in outputStart[state]..<outputStart[state + 1] {
        let literal = outputs[Int(output)]
        found.append(Match(id: literal.id, start: index + 1 - literal.length, end: index + 1))
      }
    }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  private struct Trie {
    let classCount: Int
    var next: [Int32]
    var ends: [[Output]] = [[]]

    init(classCount: Int) {
      self.classCount = classCount
      next = Array(repeating: -1, count: classCount)
    }

    mutating func insert(_ path: [Int], _ output: Output) {
      var state = 0
      for step in path {
        let edge = state * classCount + step
        if next[edge] < 0 {
          next[edge] = Int32(ends.count)
          ends.append([])
          next += Array(repeating: -1, count: classCount)
        }
        state = Int(next[edge])
      }
      ends[state].append(output)
    }

    /// Fills the missing edges with those of the longest suffix that is in the trie, breadth first, and gives for
    /// each state all that ends there.
    mutating func link() -> [[Output]] {
      var suffix = [Int](repeating: 0, count: ends.count)
      var queue: [Int] = []
      for step in 0..<classCount {
        if next[step] < 0 { next[step] = 0 } else { queue.append(Int(next[step])) }
      }
      var head = 0
      while head < queue.count {
        let state = queue[head]
        head += 1
        for step in 0..<classCount {
          let edge = state * classCount + step
          let fallback = next[suffix[state] * classCount + step]
          if next[edge] < 0 {
            next[edge] = fallback
          } else {
            suffix[Int(next[edge])] = Int(fallback)
            ends[Int(next[edge])] += ends[Int(fallback)]
            queue.append(Int(next[edge]))
          }
        }
      }
      return ends
    }
  }
}
