import Messages
import TextMatching

/// One text of a submission that is searched for words.
struct ReadField: Sendable {
  /// The field's path, as findings name it.
  var name: String
  var original: String
  var folded: NormalizedText
  var punctuation: Punctuation

  init(_ name: String, _ original: String) {
    self.name = name
    self.original = original
    folded = TextNormalizer().normalize(original)
    punctuation = Punctuation(of: folded)
  }

  /// The words of the original in these bytes.
  func words(in range: Range<Int>) -> String {
    let utf8 = original.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(original[start..<utf8.index(start, offsetBy: range.count)])
  }

  /// How many characters of the original stand before the byte at `offset`.
  func characters(before offset: Int) -> Int {
    original.utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
  }

  /// The texts of `submission`, the citizen's own words first.
  static func fields(of submission: Submission) -> [ReadField] {
    var fields = [ReadField("text", submission.text)]
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { fields.append(ReadField(name, text)) }
    }
    add("place", submission.place)
    switch submission.details {
    case .hotline(let hotline):
      for (index, accused) in hotline.against.enumerated() { add("against[\(index)].name", accused.name) }
    case .reconsideration(let application):
      add("respondent.name", application.respondent?.name)
      add("act.kind", application.act.kind)
      add("act.summary", application.act.summary)
      for (index, request) in application.requests.enumerated() { add("requests[\(index)]", request) }
      add("compensation.reason", application.compensation?.reason)
    case .mediation(let mediation):
      add("dispute_type", mediation.disputeType)
      add("wanted", mediation.wanted)
    }
    return fields
  }
}
