import Casework
import Testing

@testable import Samples

/// Counties and towns are those of the city's own list, and a name that stands twice is never written alone.
struct PlaceTests {
  @Test func regionsAreThoseOfTheConfiguration() throws {
    let list = String(decoding: try Repository.bytes("Config/regions.yaml"), as: UTF8.self)
    for county in Regions.counties {
      #expect(list.contains(county.code) && list.contains(county.name), "\(county.name)")
      for town in county.towns { #expect(list.contains(town), "\(town)") }
    }
    #expect(Set(Regions.counties.map(\.code)).count == 8)
  }

  @Test func doubledNamesStandWithTheirCounty() {
    var random = Randomness(seed: 11)
    var seen = 0
    for _ in 0..<20_000 {
      let place = Place(&random)
      guard place.isDoubled else { continue }
      seen += 1
      let written = PlaceWriting.townWithCounty(place, &random)
      #expect(written.contains(place.countyAlias), "\(written)")
    }
    #expect(seen > 100)
  }

  @Test func onlyUnclearTextsLeaveADoubledTownOpen() {
    for item in Days.seeds.flatMap(Days.day) where item.truth.routes.first != .clarify {
      let text = item.submission.text
      for town in Regions.doubled where text.contains(town) {
        let counties = Regions.counties.filter { $0.towns.contains(town) }
        #expect(counties.contains { text.contains($0.alias) || text.contains($0.name) }, "\(text)")
      }
    }
  }

  @Test func numbersOfPeopleAreNobodys() throws {
    var random = Randomness(seed: 2)
    for _ in 0..<500 {
      #expect(FictionalNumbers.telephone(&random).count == 11)
      let birthday = try #require(Day(iso: "1980-02-29"))
      let number = FictionalNumbers.identityNumber(birthday, &random)
      #expect(ResidentIdentityNumber(number) != nil)
      #expect(number.count == 18 && number.dropFirst(6).hasPrefix("19800229000"))
      let code = FictionalNumbers.creditCode(&random)
      #expect(code.count == 18 && code.hasPrefix("91441899"))
    }
  }
}
