/// Keeps texts apart: two texts of one scenario may not share more than the given part of their 8-character sequences.
///
/// Sharing is |A ∩ B| / min(|A|, |B|) over the sets of sequences. Texts of different scenarios have only short phrases in
/// common, so that only those of the same scenario are compared, with those among the last thousand of the day.
struct TextGuard: Sendable {
  /// Sequences of this many characters are compared.
  static let length = 8
  /// A text that shares more than this many hundredths is written anew.
  static let limit = 46
  static let window = 1_000

  private struct Known: Sendable {
    var number: Int
    var sequences: [UInt32]
  }

  private var known: [[Known]]
  /// A set of sequences as an open hash table; a place holds the round in which it was filled, so that emptying costs
  /// nothing.
  private var places: [UInt32]
  private var rounds: [UInt32]
  private var round: UInt32 = 0
  private static let size = 16_384

  init(scenarios: Int) {
    known = Array(repeating: [], count: scenarios)
    places = Array(repeating: 0, count: Self.size)
    rounds = Array(repeating: 0, count: Self.size)
  }

  /// Keeps the text of this number in mind if it is far enough from the earlier ones of its scenario.
  /// - Parameter anyway: keeps it however near it is.
  mutating func accept(_ text: [UInt8], scenario: Int, number: Int, anyway: Bool) -> Bool {
    let sequences = unique(Self.sequences(text))
    if !anyway {
      for other in known[scenario] where other.number > number - Self.window {
        let smaller = min(sequences.count, other.sequences.count)
        if shared(other.sequences) * 100 > Self.limit * smaller { return false }
      }
    }
    known[scenario].removeAll { $0.number <= number - Self.window }
    known[scenario].append(Known(number: number, sequences: sequences))
    return true
  }

  /// Digests of the text's sequences in order, repeats included.
  static func sequences(_ text: [UInt8]) -> [UInt32] {
    var characters: [UInt32] = []
    characters.reserveCapacity(text.count / 2)
    var value: UInt32 = 0
    for byte in text {
      if byte & 0xC0 == 0x80 {
        value = value << 8 | UInt32(byte)
      } else {
        if value != 0 { characters.append(value) }
        value = UInt32(byte)
      }
    }
    if value != 0 { characters.append(value) }
    guard characters.count >= length else { return [] }
    // A polynomial digest that rolls: the oldest character is taken out by its power.
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var power: UInt64 = 1
    for _ in 1..<length { power = power &* factor }
    var digests: [UInt32] = []
    digests.reserveCapacity(characters.count)
    var digest: UInt64 = 0
    for (index, character) in characters.enumerated() {
      if index >= length { digest = digest &- UInt64(characters[index - length]) &* power }
      digest = digest &* factor &+ UInt64(character)
      if index >= length - 1 { digests.append(UInt32(truncatingIfNeeded: digest >> 32) | 1) }
    }
    return digests
  }

  /// Puts the sequences into the table and gives back each once.
  private mutating func unique(_ sequences: [UInt32]) -> [UInt32] {
    round += 1
    var unique: [UInt32] = []
    unique.reserveCapacity(sequences.count)
    for sequence in sequences.prefix(Self.size / 2) {
      var place = Int(sequence >> 7) & (Self.size - 1)
      while rounds[place] == round, places[place] != sequence { place = (place + 1) & (Self.size - 1) }
      if rounds[place] == round { continue }
      rounds[place] = round
      places[place] = sequence
      unique.append(sequence)
    }
    return unique
  }

  /// How many of these are in the table.
  private func shared(_ sequences: [UInt32]) -> Int {
    var count = 0
    for sequence in sequences {
      var place = Int(sequence >> 7) & (Self.size - 1)
      while rounds[place] == round {
        if places[place] == sequence {
          count += 1
          break
        }
        place = (place + 1) & (Self.size - 1)
      }
    }
    return count
  }
}
