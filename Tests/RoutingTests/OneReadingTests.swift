import Casework
import Messages
import Routing
import Rulebook
import Samples
import Testing
import TextMatching

/// The way to a decision may be short or long: the decision is the same.
@Suite struct OneReadingTests {
  /// The labelled messages and a generated day.
  private func submissions(samples: Int) throws -> [Submission] {
    var submissions = try ["examples", "own-messages", "second-messages", "third-messages", "fourth-messages"]
      .flatMap { try LabelledMessage.all($0) }.map(\.submission)
    var writer = SampleWriter()
    let context = ValidationContext(now: Matters.receivedAt, source: "sample", mayLackExternalID: true)
    for item in SampleDay(seed: 11, count: samples) {
      let line = Array(writer.line(item.submission))
      // Some samples are to be refused.
      guard let read = try? SubmissionCodec.read(line, kind: item.submission.kind, context: context) else { continue }
      submissions.append(read.submission)
    }
    return submissions
  }

  @Test func everyEngineDecidesAlike() throws {
    let shipped = try Lists.shipped()
    let scanning = try DecisionList(
      yaml: Array(Lists.text().utf8), file: "routing.yaml", regions: Lists.rulebook.get().regions, engine: .scanning)
    let submissions = try submissions(samples: 2_000)
    #expect(submissions.count > 2_000)
    for submission in submissions {
      #expect(shipped.decide(submission) == scanning.decide(submission), "\(submission.key)")
      #expect(shipped.screen(submission.text) == scanning.screen(submission.text), "\(submission.key)")
    }
  }

  @Test func whatIsReadOnceIsScreenedAndDecidedAlike() throws {
    let list = try Lists.shipped()
    for submission in try submissions(samples: 1_500) {
      let read = list.read(submission)
      #expect(list.screen(read) == list.screen(submission.text), "\(submission.key)")
      #expect(list.decide(read) == list.decide(submission), "\(submission.key)")
    }
  }
}
