import Casework
import Messages

/// The topics that the program itself reads and writes.
enum TailTopics {
  static var all: [String] {
    Submission.Kind.allCases.map(\.topic) + Docket.allCases.map(\.topic) + [CaseEvent.topic, DeadLetter.topic]
  }
}
