public import Formats

/// `Config/routing.yaml` as it stands in the file: words, signals and gates, not yet checked against one another.
public struct RoutingList: Decodable, Sendable {
  /// The version of this file's form; 1.
  public var schemaVersion: Located<Int>
  /// The day from which the list holds, `YYYY-MM-DD`.
  public var effective: String
  /// How many characters a `…` in a word may bridge, within one clause.
  public var gap: Located<Int>
  /// What of a long text the gates look at.
  public var focus: FocusRule
  /// Named groups of words.
  public var lexicon: [String: WordGroup]
  /// Named conditions over the words.
  public var signals: [String: NamedCondition]
  /// What is known of a matter, for whoever handles it: the name of a fact, its values, and when each holds.
  public var facts: [String: [String: Condition]]
  /// Marks that are set beside the route.
  public var flags: [FlagRule]
  /// When a submission holds several requests.
  public var splitter: [SplitRule]
  /// Routes, gates and clauses (`G7.inaction`), the right that ends first at the top (rule K4): decides which request is the primary one.
  public var primaryOrder: [Located<String>]
  /// The gates in the order in which they are asked.
  public var gates: [Gate]

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case effective, gap, focus, lexicon, signals, facts, flags, splitter
    case primaryOrder = "primary_order"
    case gates
  }
}

/// A named group of words that mean the same for the routing.
public struct WordGroup: Decodable, Sendable {
  /// What the group is for.
  public var why: String
  /// Words and patterns; a word with one of `( ) | ? [ ] …` in it is a pattern.
  public var words: [Located<String>]
  /// Longer words inside which a word of this group does not count.
  public var except: [Located<String>]
  /// Other groups whose words count here too.
  public var includes: [Located<String>]
  /// Where the group stands.
  public var mark: SourceMark

  enum CodingKeys: String, CodingKey { case why, words, except, includes }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    why = try keys.decode(String.self, forKey: .why)
    words = try keys.decodeIfPresent([Located<String>].self, forKey: .words) ?? []
    except = try keys.decodeIfPresent([Located<String>].self, forKey: .except) ?? []
    includes = try keys.decodeIfPresent([Located<String>].self, forKey: .includes) ?? []
    mark = decoder.sourceMark ?? SourceMark(file: "", line: 0, column: 0)
  }
}

/// What of a long text the gates look at: how it begins, and what is asked for. What lies between tells how it came so, in
/// words of other matters.
public struct FocusRule: Decodable, Sendable {
  /// Why the text is narrowed.
  public var why: String
  /// Texts of up to so many characters are looked at whole.
  public var longerThan: Int
  /// So many characters from the beginning, up to the end of their clause.
  public var head: Int
  /// The group with whose words a request begins.
  public var asks: Located<String>
  /// A request goes on to the end of its sentence, or to the end of the clause in which it has so many characters.
  public var ask: Int

  enum CodingKeys: String, CodingKey {
    case why
    case longerThan = "longer_than"
    case head, asks, ask
  }
}

/// A condition with a name and its reason.
public struct NamedCondition: Decodable, Sendable {
  /// What the signal is for.
  public var why: String
  /// When it is there.
  public var when: Condition
  /// Whether the whole text counts, however long it is.
  public var seesAll: Bool
  /// Where it stands.
  public var mark: SourceMark

  enum CodingKeys: String, CodingKey {
    case why, when
    case seesAll = "sees_all"
  }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    why = try keys.decode(String.self, forKey: .why)
    when = try keys.decode(Condition.self, forKey: .when)
    seesAll = try keys.decodeIfPresent(Bool.self, forKey: .seesAll) ?? false
    mark = decoder.sourceMark ?? SourceMark(file: "", line: 0, column: 0)
  }
}

/// A mark that is set beside the route.
public struct FlagRule: Decodable, Sendable {
  /// The mark, for instance `group`.
  public var flag: String
  /// What the mark tells.
  public var why: String
  /// When it is set.
  public var when: Condition
  /// The routes with which it is set; empty for all.
  public var routes: [Located<String>]

  enum CodingKeys: String, CodingKey { case flag, why, when, routes }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    flag = try keys.decode(String.self, forKey: .flag)
    why = try keys.decode(String.self, forKey: .why)
    when = try keys.decode(Condition.self, forKey: .when)
    routes = try keys.decodeIfPresent([Located<String>].self, forKey: .routes) ?? []
  }
}

/// When a submission holds several requests, and how each of them is looked at (rule K2).
public struct SplitRule: Decodable, Sendable {
  /// The rule's name.
  public var id: String
  /// Why two matters must not be one.
  public var why: String
  /// When the submission is split.
  public var when: Condition
  /// The requests; the submission stays whole unless each of them finds one of its routes.
  public var requests: [Request]

  /// How one request of a split is looked at.
  public struct Request: Decodable, Sendable {
    /// The request's name.
    public var name: String
    /// The only gates that are asked; empty for all.
    public var gates: [Located<String>]
    /// Gates that are not asked.
    public var exceptGates: [Located<String>]
    /// Signals whose clauses are not this request's: their words are not seen.
    public var withoutClausesOf: [Located<String>]
    /// Groups whose words are not seen.
    public var withoutGroups: [Located<String>]
    /// The routes for which the split is made; empty for all.
    public var routes: [Located<String>]
    /// Marks of this request.
    public var flags: [String]

    enum CodingKeys: String, CodingKey {
      case name, gates
      case exceptGates = "except_gates"
      case withoutClausesOf = "without_clauses_of"
      case withoutGroups = "without_groups"
      case routes, flags
    }

    public init(from decoder: any Decoder) throws {
      let keys = try decoder.container(keyedBy: CodingKeys.self)
      name = try keys.decode(String.self, forKey: .name)
      gates = try keys.decodeIfPresent([Located<String>].self, forKey: .gates) ?? []
      exceptGates = try keys.decodeIfPresent([Located<String>].self, forKey: .exceptGates) ?? []
      withoutClausesOf = try keys.decodeIfPresent([Located<String>].self, forKey: .withoutClausesOf) ?? []
      withoutGroups = try keys.decodeIfPresent([Located<String>].self, forKey: .withoutGroups) ?? []
      routes = try keys.decodeIfPresent([Located<String>].self, forKey: .routes) ?? []
      flags = try keys.decodeIfPresent([String].self, forKey: .flags) ?? []
    }
  }
}
