/// Everything the generator knows to say: common words, general lines, scenarios. Read once.
struct Grammar: Sendable {
  var words: [[Phrase]] = []
  /// By the raw value of ``GeneralKey``.
  var general: [[GeneralLine]] = Array(repeating: [], count: GeneralKey.allCases.count)
  var generalCount = 0
  var scenarios: [Scenario] = []
  /// What could not be read; a test holds it empty.
  var faults: [String] = []

  static let shared = Grammar(words: CommonWords.source, general: GeneralLines.sources, scenarios: ScenarioFiles.all)

  init(words wordSource: String, general generalSources: [String], scenarios sources: [String]) {
    let entries = wordSource.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
    var names: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { names[String(entry[0].filter { $0 != " " })] = index }

    var phrases = PhraseParser(words: names)
    for entry in entries where entry.count == 2 {
      // A word is a list of alternatives without its braces.
      if case .choice(let options) = phrases.parse("{\(entry[1].drop { $0 == " " })}") {
        words.append(options)
      } else {
        faults.append("not a word: \(entry[0])")
        words.append([.text([])])
      }
    }
    for source in generalSources {
      for line in source.split(separator: "\n") {
        let pair = line.split(separator: " ", maxSplits: 1)
        let phrase = phrases.parse(pair.count > 1 ? pair[1] : Substring())
        guard let key = GeneralKey.byName[String(pair[0])] else {
          faults.append("unknown key \(pair[0])")
          continue
        }
        general[key.rawValue].append(
          GeneralLine(
            phrase: phrase, needsReply: phrase.holds(.reply), needsAftermath: phrase.holds(.aftermath),
            number: generalCount))
        generalCount += 1
      }
    }
    var reader = ScenarioParser(words: names)
    for source in sources { reader.read(source) }
    scenarios = reader.scenarios
    faults += phrases.faults + reader.faults
  }
}
