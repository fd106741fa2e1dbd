import Casework
import Messages
import Rulebook
import TextMatching

/// What was found in a submission: the words of each group and where they stand.
struct Reading: Sendable {
  let submission: Submission
  private let regions: Regions?
  let fields: [ReadField]
  /// The hits of all groups, those of one group together and in the order of the text.
  private let hits: [Hit]
  /// The hits of group g are `hits[starts[g]..<starts[g + 1]]`.
  private let starts: [Int]
  /// The number of clauses in all fields.
  let clauseCount: Int
  /// Characters of the citizen's own words, folded.
  let length: Int

  init(_ submission: Submission, with vocabulary: Vocabulary, in regions: Regions?) {
    self.regions = regions
    self.submission = submission
    fields = ReadField.fields(of: submission)
    var found: [(group: Int, hit: Hit)] = []
    var clause = 0
    var sentence = 0
    for (index, field) in fields.enumerated() {
      var pages = Pages(field.punctuation, firstClause: clause, firstSentence: sentence)
      Self.collect(field, index, vocabulary, &pages, into: &found)
      (clause, sentence) = pages.next
    }
    clauseCount = clause
    length = fields[0].folded.bytes.count { $0 & 0xC0 != 0x80 }
    (hits, starts) = Self.sorted(found, groupCount: vocabulary.groupCount)
  }

  /// What was found in the text alone, as if it were all there is of `submission`.
  init(textOf reading: Reading, as submission: Submission) {
    self.submission = submission
    regions = reading.regions
    fields = [reading.fields[0]]
    length = reading.length
    clauseCount = reading.fields[0].punctuation.marks.count + 1
    guard reading.fields.count > 1 else {
      (hits, starts) = (reading.hits, reading.starts)
      return
    }
    var hits: [Hit] = []
    var starts = [0]
    starts.reserveCapacity(reading.starts.count)
    for group in 0..<reading.starts.count - 1 {
      // Those of the text come first.
      for hit in reading[group] {
        guard hit.field == 0 else { break }
        hits.append(hit)
      }
      starts.append(hits.count)
    }
    (self.hits, self.starts) = (hits, starts)
  }

  /// The clauses of a long text that are neither its beginning nor a request; none of a short one.
  func unfocused(by focus: CompiledFocus) -> Set<Int> {
    guard length > focus.longerThan else { return [] }
    let bytes = fields[0].folded.bytes
    var asking = self[focus.asks].lazy.filter { $0.field == 0 }.map(\.clause).makeIterator()
    var nextAsk = asking.next()
    var unfocused = Set<Int>()
    var clause = 0
    var start = 0
    var characters = 0
    var isAsking = false
    var asked = 0
    for mark in fields[0].punctuation.marks + [(bytes.count, true)] {
      while let ask = nextAsk, ask <= clause {
        if ask == clause { isAsking = true }
        nextAsk = asking.next()
      }
      if characters >= focus.head && !isAsking { unfocused.insert(clause) }
      characters += bytes[start..<mark.offset].count { $0 & 0xC0 != 0x80 }
      asked = isAsking ? asked + bytes[start..<mark.offset].count { $0 & 0xC0 != 0x80 } : 0
      if mark.endsSentence || asked > focus.ask { isAsking = false }
      start = mark.offset
      clause += 1
    }
    return unfocused
  }

  /// The hits of `group`.
  subscript(group: Int) -> ArraySlice<Hit> { hits[starts[group]..<starts[group + 1]] }

  /// The counties that the submission speaks of, by its code or else by the place and the text in words; several where a
  /// name stands twice. Read only when it is asked for.
  func counties() -> Set<String> {
    if let region = submission.region, let code = Self.county(region) { return [code] }
    guard let regions else { return [] }
    for words in [submission.place, submission.text] {
      guard let words else { continue }
      switch regions.locate(in: words) {
      case .nowhere: continue
      case .at(let region): return Set([Self.county(region.code)].compactMap { $0 })
      case .ambiguous(let several): return Set(several.compactMap { Self.county($0.code) })
      }
    }
    return []
  }

  /// The first six digits of a county's or a town's code: a city's ends in two zeros, a province's in four.
  private static func county(_ code: String) -> String? {
    guard code.utf8.count >= 6, !code.prefix(6).hasSuffix("00") else { return nil }
    return String(code.prefix(6))
  }

  /// The times and the numbers of people of which the submission speaks. Read only when they are asked for.
  func numbers() -> (times: [TimeMention], people: [PeopleMention]) {
    let received = LocalDate(instant: submission.receivedAt)
    var times: [TimeMention] = []
    var people: [PeopleMention] = []
    var next = (clause: 0, sentence: 0)
    for field in fields {
      var pages = Pages(field.punctuation, firstClause: next.clause, firstSentence: next.sentence)
      let reader = NumberReader(field.folded.bytes)
      for mention in reader.times(received: received) {
        pages.advance(to: mention.offset)
        times.append(TimeMention(daysAgo: mention.daysAgo, sentence: pages.sentence))
      }
      var again = Pages(field.punctuation, firstClause: next.clause, firstSentence: next.sentence)
      for mention in reader.people() {
        again.advance(to: mention.offset)
        people.append(PeopleMention(count: mention.count, clause: again.clause))
      }
      next = pages.next
    }
    return (times, people)
  }

  private static func sorted(_ found: [(group: Int, hit: Hit)], groupCount: Int) -> ([Hit], [Int]) {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for (group, _) in found { starts[group + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    var order = [Int](repeating: 0, count: found.count)
    for (index, element) in found.enumerated() {
      order[next[element.group]] = index
      next[element.group] += 1
    }
    return (order.map { found[$0].hit }, starts)
  }

  private static func collect(
    _ field: ReadField, _ index: Int, _ vocabulary: Vocabulary, _ pages: inout Pages,
    into found: inout [(group: Int, hit: Hit)]
  ) {
    var assembly = WordAssembly(vocabulary, field.folded.bytes)
    for match in field.folded.matches(of: vocabulary.matcher) {
      pages.advance(to: match.start)
      assembly.take(
        match, Hit(field: index, start: match.start, end: match.end, clause: pages.clause, sentence: pages.sentence))
    }
    let words = assembly.words()
    var exceptions: [(group: Int, range: Range<Int>)] = []
    var hasException = [Bool](repeating: false, count: vocabulary.groupCount)
    for (word, hit) in words {
      for group in vocabulary.memberships[word].exceptions {
        exceptions.append((group, hit.start..<hit.end))
        hasException[group] = true
      }
    }
    for (word, hit) in words {
      for group in vocabulary.memberships[word].groups {
        let isTakenAway =
          hasException[group]
          && exceptions.contains {
            $0.group == group && $0.range.lowerBound <= hit.start && hit.end <= $0.range.upperBound
          }
        if !isTakenAway { found.append((group, hit)) }
      }
    }
  }
}

/// Counts clauses and sentences along a text.
struct Pages {
  private let marks: [(offset: Int, endsSentence: Bool)]
  private let first: (clause: Int, sentence: Int)
  private var passed = 0
  private(set) var clause: Int
  private(set) var sentence: Int

  init(_ punctuation: Punctuation, firstClause: Int, firstSentence: Int) {
    marks = punctuation.marks
    first = (firstClause, firstSentence)
    clause = firstClause
    sentence = firstSentence
  }

  /// Goes on to the clause in which `offset` stands; offsets must not decrease.
  mutating func advance(to offset: Int) {
    while passed < marks.count, marks[passed].offset <= offset {
      clause += 1
      if marks[passed].endsSentence { sentence += 1 }
      passed += 1
    }
  }

  /// The numbers for a text behind this one.
  var next: (clause: Int, sentence: Int) {
    (first.clause + marks.count + 1, first.sentence + marks.count { $0.endsSentence } + 1)
  }
}
