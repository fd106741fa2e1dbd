import Casework
import Messages
import Samples
import Testing

/// The shape of a day: lengths, shares, everything that has to occur.
struct ShapeTests {
  @Test(arguments: Days.seeds)
  func lengthsHaveTheMeasuredShape(seed: UInt64) {
    let lengths = Days.day(seed).filter { !$0.isCopy }.map { $0.submission.text.unicodeScalars.count }.sorted()
    let median = lengths[lengths.count / 2]
    let upper = lengths[lengths.count * 95 / 100]
    #expect((184...224).contains(median), "median \(median)")
    #expect((950...1_200).contains(upper), "95 % up to \(upper)")
    #expect((lengths.last ?? 0) > 2_500)
    #expect(lengths.count { $0 < 40 } > 20)
  }

  @Test(arguments: Days.seeds)
  func threeInFourAreOrdinaryMatters(seed: UInt64) {
    let day = Days.day(seed)
    let ordinary = day.count { $0.truth.routes.first == .hotline }
    #expect((700...810).contains(ordinary), "\(ordinary) of \(day.count)")
    for kind in [Submission.Kind.reconsideration, .mediation] {
      let share = day.count { $0.submission.kind == kind }
      #expect((35...90).contains(share), "\(kind.rawValue) \(share)")
    }
  }

  @Test(arguments: Days.seeds)
  func everyRouteOccurs(seed: UInt64) {
    let main = Set(Days.day(seed).compactMap { $0.truth.routes.first })
    #expect(main == Set(RouteCode.allCases))
  }

  @Test(arguments: Days.seeds)
  func everyKindOfMatterOccurs(seed: UInt64) {
    let kinds = Set(
      Days.day(seed).compactMap { item in
        if case .hotline(let hotline) = item.submission.details { return hotline.matter }
        return nil
      })
    #expect(kinds == Set(HotlineDetails.MatterKind.allCases.map(\.rawValue)))
  }

  @Test(arguments: Days.seeds)
  func peopleCallAgainAndSeveralSpeakOfOneMatter(seed: UInt64) {
    let day = Days.day(seed).filter { !$0.isCopy }
    let again = day.filter { $0.truth.flags.contains("repeat_caller") }
    #expect(again.count > 10)
    for item in again {
      let earlier = day.filter { $0.truth.matter == item.truth.matter && $0.truth.person == item.truth.person }
      #expect(earlier.count > 1)
      #expect(item.submission.previousNumber.map { number in day.contains { $0.truth.externalID == number } } == true)
    }
    let byMatter = Dictionary(grouping: day, by: \.truth.matter)
    #expect(byMatter.values.count { Set($0.map(\.truth.person)).count > 1 } > 10)
    #expect(day.count { $0.truth.flags.contains("mixed") && $0.truth.routes.count > 1 } > 5)
  }

  @Test(arguments: Days.seeds)
  func repeatsAndConflictsAreMarked(seed: UInt64) throws {
    let day = Days.day(seed).filter { $0.submission.kind == .hotline }
    let byRow = Dictionary(uniqueKeysWithValues: day.map { ($0.truth.row, $0) })
    #expect(day.contains { $0.truth.duplicateOf != nil } && day.contains { $0.truth.conflictWith != nil })
    for item in day {
      if let row = item.truth.duplicateOf {
        #expect(byRow[row]?.submission == item.submission)
      } else if let row = item.truth.conflictWith {
        let first = try #require(byRow[row])
        #expect(first.submission.externalID == item.submission.externalID)
        #expect(first.submission.text != item.submission.text)
      }
    }
    let keys = day.filter { !$0.isCopy }.map(\.submission.externalID)
    #expect(Set(keys).count == keys.count)
  }

  @Test func rowsAreCountedByKind() {
    for kind in Submission.Kind.allCases {
      let rows = Days.day(1).filter { $0.submission.kind == kind }.map(\.truth.row)
      #expect(rows == Array(1...rows.count))
    }
  }
}
