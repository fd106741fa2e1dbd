import Testing

@testable import Samples

/// No two texts of a day share more than half of their 8-character sequences, counted here without the generator's own
/// arithmetic.
struct DistanceTests {
  @Test(arguments: Days.seeds + [7])
  func noTwoTextsShareMoreThanHalf(seed: UInt64) {
    let items = seed == 7 ? Array(SampleDay(seed: 7, count: 1_000)) : Days.day(seed)
    let texts = items.filter { !$0.isCopy && !$0.submission.text.isEmpty }.map(\.submission.text)
    var holders: [ArraySlice<Unicode.Scalar>: [Int]] = [:]
    var sizes: [Int] = []
    var shared: [Int: Int] = [:]
    for (index, text) in texts.enumerated() {
      let scalars = Array(text.unicodeScalars)
      var sequences: Set<ArraySlice<Unicode.Scalar>> = []
      for start in 0..<max(0, scalars.count - 7) { sequences.insert(scalars[start..<start + 8]) }
      sizes.append(sequences.count)
      for sequence in sequences {
        for other in holders[sequence] ?? [] { shared[other * texts.count + index, default: 0] += 1 }
        holders[sequence, default: []].append(index)
      }
    }
    for (pair, count) in shared where count > 8 {
      let (first, second) = (pair / texts.count, pair % texts.count)
      #expect(2 * count <= min(sizes[first], sizes[second]), "\(texts[first])\n\(texts[second])")
    }
    #expect(sizes.allSatisfy { $0 > 0 })
  }

  @Test func aGuardRefusesWhatIsTooNear() {
    var guardian = TextGuard(scenarios: 2)
    let text = Array("来电人反映，文化路三盏路灯不亮，希望尽快修好。".utf8)
    let near = Array("来电人反映，文化路三盏路灯不亮，麻烦派人来看。".utf8)
    let far = Array("小区电梯一个月坏了五次，物业说在等配件，老人下不了楼。".utf8)
    let steps: [(text: [UInt8], scenario: Int, number: Int, anyway: Bool, accepted: Bool)] = [
      (text, 0, 1, false, true), (near, 0, 2, false, false), (far, 0, 3, false, true), (near, 1, 4, false, true),
      (near, 0, 5, true, true), (text, 1, 4 + TextGuard.window, false, true),
    ]
    for step in steps {
      let accepted = guardian.accept(step.text, scenario: step.scenario, number: step.number, anyway: step.anyway)
      #expect(accepted == step.accepted, "number \(step.number)")
    }
  }

  @Test(arguments: [1, 7, 8, 9, 300])
  func sequencesAreCounted(length: Int) {
    let text = (0..<length).map { String(UnicodeScalar(0x4E00 + $0) ?? "一") }.joined()
    #expect(TextGuard.sequences(Array(text.utf8)).count == max(0, length - 7))
    #expect(Set(TextGuard.sequences(Array(text.utf8))).count == max(0, length - 7))
  }
}
