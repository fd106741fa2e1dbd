public import Formats

/// When something holds: a name, or a mapping whose keys must all hold.
///
///     took_money                                        # a signal, or a word of this group occurs
///     {any: [a, b]}   {all: [a, b]}   {none: [a, b]}
///     {together: [official, gift], in: clause}          # or sentence; or within: 12 characters; in_order: true
///     {apart: fire, from: [past, hypothetical], in: sentence}
///     {field: {submission: [reconsideration]}}
///     {elapsed: {at_least_days: 365, with: penalty}}    # a time in the same sentence as the group
///     {people: {at_least: 5, with: us}}   {place: unknown | known | ambiguous}   {length: {at_most: 12}}   {always: true}
public indirect enum Condition: Sendable {
  /// The signal, or a word of the group, with this name.
  case named(Located<String>)
  /// All of them.
  case all([Condition])
  /// At least one of them.
  case any([Condition])
  /// Not one of them.
  case none([Condition])
  /// A word of each group, near one another.
  case together(groups: [Located<String>], reach: Reach, inOrder: Bool)
  /// A word of the group that has no word of the others near it.
  case apart(group: Located<String>, from: [Located<String>], reach: Reach)
  /// A field of the submission has one of these values.
  case field(FieldCondition)
  /// A time in the text lies at least so many days back; with a word of the group in the same sentence.
  case elapsed(days: Int, with: Located<String>?)
  /// The text speaks of at least so many people, households or owners; with a word of the group in the same clause.
  case people(atLeast: Int, with: Located<String>?)
  /// How many counties the submission speaks of, by code or in words.
  case place(Place)
  /// The text has at most so many characters.
  case length(atMost: Int)
  /// Whatever there is.
  case always

  /// How well the place is known.
  public enum Place: String, Decodable, Sendable, Hashable, CaseIterable {
    /// No county is named.
    case unknown
    case known
    /// The name stands in several counties, or several are named.
    case ambiguous
  }

  /// How near words must stand to one another.
  public enum Reach: Sendable, Hashable {
    /// Between two marks of punctuation.
    case clause
    /// Up to a full stop, a question or exclamation mark, a semicolon or a line break.
    case sentence
    /// At most so many characters between them, whatever the punctuation.
    case characters(Int)
  }
}

extension Condition: Decodable {
  private enum Keys: String, CodingKey {
    case all, any, none, together, within, apart, from, field, elapsed, people, place, length, always
    case reach = "in"
    case inOrder = "in_order"
  }

  private enum ReachName: String, Decodable { case clause, sentence }

  private struct Elapsed: Decodable {
    var days: Int
    var with: Located<String>?

    enum CodingKeys: String, CodingKey {
      case days = "at_least_days"
      case with
    }
  }

  private struct People: Decodable {
    var atLeast: Int
    var with: Located<String>?

    enum CodingKeys: String, CodingKey {
      case atLeast = "at_least"
      case with
    }
  }

  private struct Length: Decodable {
    var atMost: Int

    enum CodingKeys: String, CodingKey { case atMost = "at_most" }
  }

  public init(from decoder: any Decoder) throws {
    if let name = try? decoder.singleValueContainer().decode(String.self) {
      let mark = decoder.sourceMark ?? SourceMark(file: "", line: 0, column: 0)
      self = .named(Located(name, at: mark))
      return
    }
    let keys = try decoder.container(keyedBy: Keys.self)
    var parts: [Condition] = []
    if let list = try keys.decodeIfPresent([Condition].self, forKey: .all) { parts.append(.all(list)) }
    if let list = try keys.decodeIfPresent([Condition].self, forKey: .any) { parts.append(.any(list)) }
    if let list = try keys.decodeIfPresent([Condition].self, forKey: .none) { parts.append(.none(list)) }
    if let groups = try keys.decodeIfPresent([Located<String>].self, forKey: .together) {
      let inOrder = try keys.decodeIfPresent(Bool.self, forKey: .inOrder) ?? false
      parts.append(.together(groups: groups, reach: try Self.reach(keys), inOrder: inOrder))
    }
    if let group = try keys.decodeIfPresent(Located<String>.self, forKey: .apart) {
      let others = try keys.decode([Located<String>].self, forKey: .from)
      parts.append(.apart(group: group, from: others, reach: try Self.reach(keys)))
    }
    if let field = try keys.decodeIfPresent(FieldCondition.self, forKey: .field) { parts.append(.field(field)) }
    if let elapsed = try keys.decodeIfPresent(Elapsed.self, forKey: .elapsed) {
      parts.append(.elapsed(days: elapsed.days, with: elapsed.with))
    }
    if let people = try keys.decodeIfPresent(People.self, forKey: .people) {
      parts.append(.people(atLeast: people.atLeast, with: people.with))
    }
    if let place = try keys.decodeIfPresent(Place.self, forKey: .place) { parts.append(.place(place)) }
    if let length = try keys.decodeIfPresent(Length.self, forKey: .length) {
      parts.append(.length(atMost: length.atMost))
    }
    if try keys.decodeIfPresent(Bool.self, forKey: .always) == true { parts.append(.always) }
    guard let first = parts.first else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a condition without a test"))
    }
    self = parts.count == 1 ? first : .all(parts)
  }

  private static func reach(_ keys: KeyedDecodingContainer<Keys>) throws -> Reach {
    if let characters = try keys.decodeIfPresent(Int.self, forKey: .within) { return .characters(characters) }
    switch try keys.decode(ReachName.self, forKey: .reach) {
    case .clause: return .clause
    case .sentence: return .sentence
    }
  }
}
