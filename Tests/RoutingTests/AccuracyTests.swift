import Casework
import Messages
import Testing

@testable import Routing

/// How often the shipped list agrees with people. Prints precision and recall of every route; holds floors only.
@Suite struct AccuracyTests {
  private struct Score {
    var right = 0
    var total = 0
    var hardRight = 0
    var hardTotal = 0
    var missedSealed: [String] = []
    var wronglyRefused: [String] = []
    var byRoute: [String: (right: Int, wanted: Int, given: Int)] = [:]
  }

  private func score(_ name: String) throws -> Score {
    let list = try Lists.shipped()
    var score = Score()
    for message in try LabelledMessage.all(name) {
      let requests = list.decide(message.submission)
      let route = requests[0].decision.route.rawValue
      let isRight = route == message.route
      score.total += 1
      score.right += isRight ? 1 : 0
      score.hardTotal += message.isHard ? 1 : 0
      score.hardRight += message.isHard && isRight ? 1 : 0
      score.byRoute[message.route, default: (0, 0, 0)].wanted += 1
      score.byRoute[route, default: (0, 0, 0)].given += 1
      if isRight { score.byRoute[route, default: (0, 0, 0)].right += 1 }
      let wantsSeal = message.route == "supervision" || message.flags.contains("seal_part")
      if wantsSeal && !requests.contains(where: { $0.decision.route == .supervision }) {
        score.missedSealed.append(message.id)
      }
      if route == "not_accepted" && !isRight { score.wronglyRefused.append(message.id) }
    }
    return score
  }

  @Test(arguments: [
    ("examples", 0.95), ("own-messages", 0.95), ("second-messages", 0.95), ("third-messages", 0.95),
    ("fourth-messages", 0.9),
  ])
  func theListAgreesWithPeople(name: String, floor: Double) throws {
    let score = try score(name)
    print("\(name): \(score.right) of \(score.total) right, hard \(score.hardRight) of \(score.hardTotal)")
    for (route, figures) in score.byRoute.sorted(by: { $0.key < $1.key }) {
      print("  \(route): recall \(figures.right)/\(figures.wanted), precision \(figures.right)/\(figures.given)")
    }
    print("  sealed matters missed: \(score.missedSealed); wrongly refused: \(score.wronglyRefused)")
    #expect(Double(score.right) >= floor * Double(score.total))
    #expect(score.missedSealed.isEmpty)
    #expect(score.wronglyRefused.isEmpty)
  }

  @Test func intakeSealsWhatTheRouterWouldSeal() throws {
    let list = try Lists.shipped()
    for message in try LabelledMessage.all("examples") + LabelledMessage.all("own-messages") {
      let seals = list.decide(message.submission).contains { $0.decision.route == .supervision }
      #expect((list.screen(message.text) != nil) == seals, "\(message.id)")
    }
  }
}
