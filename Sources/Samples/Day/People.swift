import Messages

/// A made-up person: a surname and a form of address, a telephone and an identity number that nobody can have.
struct SamplePerson: Sendable {
  var id: Int
  var surname: String
  var given: String
  var isFemale: Bool
  var age: Int
  var telephone: String
  var identityNumber: String

  init(id: Int, today: Day, _ random: inout Randomness) {
    self.id = id
    surname = Names.surname(&random)
    given = Names.given.pick(&random)
    isFemale = random.chance(48)
    age = random.within(22...78)
    telephone = FictionalNumbers.telephone(&random)
    let birthday = Day(year: today.civil.year - age, month: 1, day: 1) + random.below(320)
    identityNumber = FictionalNumbers.identityNumber(birthday, &random)
  }

  /// 陈女士, 李先生, 黄某.
  func address(_ random: inout Randomness) -> String {
    surname + (random.chance(80) ? (isFemale ? "女士" : "先生") : "某")
  }

  /// 陈某明: a name for a form, without being anybody's.
  var formName: String { "\(surname)某\(given)" }

  /// As a party of a form.
  func party(place: Place, detail: String) -> Person {
    Person(
      kind: .natural, name: formName, identityNumber: identityNumber, telephone: telephone,
      address: "清远市\(place.countyName)\(place.townName)\(detail)")
  }
}

/// Numbers of valid form that were never given to anybody.
enum FictionalNumbers {
  /// Mobile numbers of the segment 154-00, which no carrier has.
  static func telephone(_ random: inout Randomness) -> String {
    let tail = String(random.below(1_000_000))
    return "15400" + String(repeating: "0", count: 6 - tail.count) + tail
  }

  /// An identity number with the right check digit (GB 11643) and the order number 000, which is never given.
  static func identityNumber(_ birthday: Day, _ random: inout Randomness) -> String {
    let body = Regions.counties.pick(&random).code + birthday.compact + "000"
    return body + checkDigit(body)
  }

  /// ISO 7064 MOD 11-2, as GB 11643 uses it.
  static func checkDigit(_ body: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    let marks = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"]
    return marks[sum % 11]
  }

  /// A unified social credit code (GB 32100) of a registration division that does not exist, 441899.
  static func creditCode(_ random: inout Randomness) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    var body = Array("91441899MA")
    for _ in 0..<7 { body.append(alphabet.pick(&random)) }
    var sum = 0
    var weight = 1
    for character in body {
      sum += (alphabet.firstIndex(of: character) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return String(body) + String(alphabet[(31 - sum % 31) % 31])
  }
}
