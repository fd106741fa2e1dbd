/// Finds the names of regions in a text, the longest at each place, in one pass.
struct PlaceScanner: Sendable {
  private struct Name: Sendable {
    var bytes: [UInt8]
    var codes: [String]
  }

  /// Names by their first three bytes (one Chinese character), the longest first.
  private let names: [UInt32: [Name]]
  /// Whether some name begins with a character of these low twelve bits: most characters of a text begin none.
  private let begins: [Bool]
  /// Towns without their ending, by county: they count only right after their county's name (`英德桥头`).
  private let shortTowns: [String: [Name]]
  private let ambiguous: [(candidates: Set<String>, hints: [(code: String, words: [String])])]

  init(regions: [Region], ambiguous: [AmbiguousName]) {
    var codes: [String: [String]] = [:]
    var shortTowns: [String: [Name]] = [:]
    for region in regions {
      for name in Set([region.name] + region.aliases) {
        codes[name, default: []].append(region.code)
      }
      guard let county = region.parent else { continue }
      for short in Regions.shortNames(of: region) {
        shortTowns[county, default: []].append(Name(bytes: Array(short.utf8), codes: [region.code]))
      }
    }
    let all = codes.map { Name(bytes: Array($0.key.utf8), codes: $0.value.sorted()) }
    names = Dictionary(grouping: all.filter { $0.bytes.count >= 3 }) { Self.head($0.bytes[...]) }
      .mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
    var begins = [Bool](repeating: false, count: 4_096)
    for head in names.keys { begins[Self.low(head)] = true }
    self.begins = begins
    self.shortTowns = shortTowns.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
    self.ambiguous = ambiguous.map { name in
      (Set(name.candidates.map(\.code)), name.candidates.map { ($0.code, $0.hints) })
    }
  }

  /// The codes that the text names, in the order of the text, without repetition.
  func codes(in text: String) -> [String] {
    var text = text
    var found: [[String]] = []
    text.withUTF8 { bytes in
      var index = 0
      while index + 2 < bytes.count {
        let head = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
        guard begins[Self.low(head)], let name = longest(at: index, bytes, names[head]) else {
          index += bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
          continue
        }
        found.append(name.codes)
        index += name.bytes.count
        guard name.codes.count == 1, let towns = shortTowns[name.codes[0]],
          let town = longest(at: index, bytes, towns)
        else { continue }
        found.append(town.codes)
        index += town.bytes.count
      }
    }
    return decide(found, text)
  }

  /// Of a name that several bear, keeps those within the counties that the text names elsewhere, or those that its
  /// hints speak for; all of them where neither decides.
  private func decide(_ found: [[String]], _ text: String) -> [String] {
    let certain = Set(found.filter { $0.count == 1 }.flatMap { $0 })
    var codes: [String] = []
    for names in found {
      var kept = names
      if names.count > 1 {
        let within = names.filter { code in certain.contains { code.hasPrefix($0) && $0 != code } }
        kept = within.isEmpty ? hinted(names, text) : within
      }
      codes += kept.filter { !codes.contains($0) }
    }
    return codes
  }

  private func hinted(_ names: [String], _ text: String) -> [String] {
    guard let rule = ambiguous.first(where: { !$0.candidates.isDisjoint(with: names) }) else { return names }
    let spoken = rule.hints.filter { hint in hint.words.contains { text.contains($0) } }.map(\.code)
    let kept = names.filter { spoken.contains($0) }
    return kept.isEmpty ? names : kept
  }

  private func longest(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ names: [Name]?) -> Name? {
    names?.first { name in
      index + name.bytes.count <= bytes.count
        && bytes[index..<index + name.bytes.count].elementsEqual(name.bytes)
    }
  }

  private static func low(_ head: UInt32) -> Int {
    Int((head >> 8 & 0x3F) << 6 | head & 0x3F)
  }

  private static func head(_ bytes: some Collection<UInt8>) -> UInt32 {
    bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
