/// Keeps texts apart: two texts of one scenario may not share more than the given part of their 8-character sequences.
///
/// Sharing is |A ∩ B| / min(|A|, |B|) over the sets of sequences. Texts of different scenarios have only short phrases in
/// common, so that only those of the same scenario are compared, with the last ones written.
struct TextGuard {
  /// Sequences of this many characters are compared.
  static let length = 8
  /// A text that shares more than this many hundredths is written anew.
  static let limit = 46
  private static let kept = 48

  private var known: [[[UInt64]]]
  private var next: [Int]

  init(scenarios: Int) {
    known = Array(repeating: [], count: scenarios)
    next = Array(repeating: 0, count: scenarios)
  }

  /// The set of the text's sequences, as digests in ascending order.
  static func sequences(_ text: [UInt8]) -> [UInt64] {
    var characters: [UInt32] = []
    characters.reserveCapacity(text.count / 2)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { characters.append(scalar.value) }
    guard characters.count >= length else { return [] }
    var digests: [UInt64] = []
    digests.reserveCapacity(characters.count)
    for start in 0...(characters.count - length) {
      var digest: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in start..<start + length { digest = (digest ^ UInt64(characters[index])) &* 0x0000_0100_0000_01B3 }
      digests.append(digest)
    }
    digests.sort()
    var unique: [UInt64] = []
    unique.reserveCapacity(digests.count)
    for digest in digests where digest != unique.last { unique.append(digest) }
    return unique
  }

  /// Whether the text keeps its distance from the last ones of its scenario.
  func accepts(_ sequences: [UInt64], scenario: Int) -> Bool {
    known[scenario].allSatisfy { other in
      Self.shared(sequences, other) * 100 <= Self.limit * min(sequences.count, other.count)
    }
  }

  mutating func keep(_ sequences: [UInt64], scenario: Int) {
    if known[scenario].count < Self.kept {
      known[scenario].append(sequences)
    } else {
      known[scenario][next[scenario]] = sequences
      next[scenario] = (next[scenario] + 1) % Self.kept
    }
  }

  /// How many sequences two sets in ascending order have in common.
  static func shared(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (first, second, count) = (0, 0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] {
        count += 1
        first += 1
        second += 1
      } else if left[first] < right[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return count
  }
}
