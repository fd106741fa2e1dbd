import TextMatching

/// Puts the words of one text together from the parts that the matcher found.
struct WordAssembly {
  private let vocabulary: Vocabulary
  private let bytes: [UInt8]
  private var whole: [(word: Int, hit: Hit)] = []
  private var pieces: [(part: Int, hit: Hit)] = []
  /// For each word, how many of its parts were found, in order: part n counts only once the parts before it did.
  private var found: [UInt16]

  init(_ vocabulary: Vocabulary, _ bytes: [UInt8]) {
    self.vocabulary = vocabulary
    self.bytes = bytes
    found = Array(repeating: 0, count: vocabulary.parts.count)
  }

  /// Notes a match; they must come in the order of their starts.
  mutating func take(_ match: Match, _ hit: Hit) {
    for index in vocabulary.useStart[match.id]..<vocabulary.useStart[match.id + 1] {
      let use = vocabulary.uses[Int(index)]
      let word = Int(use.word)
      if use.count == 1 {
        takeWhole(word, hit)
        continue
      }
      // Most parts are short and common; one whose predecessor was not seen yet cannot end up in a word.
      guard use.place <= found[word] else { continue }
      if use.place == found[word] { found[word] += 1 }
      pieces.append((Int(use.part), hit))
    }
  }

  /// Of the forms of one word that begin at one place the longest counts.
  private mutating func takeWhole(_ word: Int, _ hit: Hit) {
    var index = whole.count - 1
    while index >= 0, whole[index].hit.start == hit.start {
      if whole[index].word == word {
        whole[index].hit.end = max(whole[index].hit.end, hit.end)
        return
      }
      index -= 1
    }
    whole.append((word, hit))
  }

  /// The words that are there: those of one part, and those whose parts stand in order in one clause, no further apart
  /// than the gap. For each first part the nearest others count.
  consuming func words() -> [(word: Int, hit: Hit)] {
    pieces.removeAll { piece in
      let word = vocabulary.wordOfPart[piece.part]
      return Int(found[word]) < vocabulary.parts[word].count
    }
    guard !pieces.isEmpty else { return whole }
    pieces.sort { ($0.part, $0.hit.start) < ($1.part, $1.hit.start) }
    var result = whole
    var index = 0
    while index < pieces.count {
      let word = vocabulary.wordOfPart[pieces[index].part]
      var end = index
      while end < pieces.count, vocabulary.wordOfPart[pieces[end].part] == word { end += 1 }
      let entry = vocabulary.parts[word]
      for first in index..<end where pieces[first].part == entry.first {
        let last = entry.first + entry.count - 1
        if let close = close(pieces[first].hit, pieces[first].part + 1, last, first + 1..<end) {
          var hit = pieces[first].hit
          hit.end = close
          result.append((word, hit))
        }
      }
      index = end
    }
    return result
  }

  /// Where the word ends whose parts up to before `part` end with `hit`; `nil` when a part is missing.
  private func close(_ hit: Hit, _ part: Int, _ last: Int, _ candidates: Range<Int>) -> Int? {
    for index in candidates where pieces[index].part == part && follows(pieces[index].hit, hit) {
      if part == last { return pieces[index].hit.end }
      if let end = close(pieces[index].hit, part + 1, last, index + 1..<candidates.upperBound) { return end }
    }
    return nil
  }

  private func follows(_ next: Hit, _ hit: Hit) -> Bool {
    guard next.clause == hit.clause, next.start >= hit.end, next.start - hit.end <= 4 * vocabulary.gap else {
      return false
    }
    return bytes[hit.end..<next.start].count { $0 & 0xC0 != 0x80 } <= vocabulary.gap
  }
}
