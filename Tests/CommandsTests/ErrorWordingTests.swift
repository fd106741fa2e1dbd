import Casebook
import Casework
import Crypto
import Database
import EventLog
import Formats
import Intake
import Rulebook
import Testing

@testable import Commands

@Suite struct ErrorWordingTests {
  @Test func everyErrorHasWordsInBothLanguages() {
    let errors: [any Error] = [
      CommandFailure("甲", "a"), CasebookError.unknownCase("X"), CasebookError.deadLetterSettled(1),
      MoveRefusal.notAllowed(event: "a", state: "b", allowed: []), MoveRefusal.emptyField("actor"),
      DatabaseError(.owned(pid: 7), "x"), DatabaseError(.full, "x"), DatabaseError(.busy, "x"),
      DatabaseError(.schema, "x"), DatabaseError(.corrupt, "x"), DatabaseError(.cannotOpen, "x"),
      DatabaseError(.other, "x"), EventLogError.owned(path: "p", pid: nil), EventLogError.closed,
      HTTPClientError.timedOut, FileFault.empty, SecretKeyFileError.missing(path: "p"),
      CryptoError.authenticationFailed, CancellationError(),
      FaultList([Fault(file: "f", line: 3, column: 4, rule: "r", message: Bilingual("错", "wrong"))]),
    ]
    for error in errors {
      let wording = ErrorWording.of(error)
      #expect(!wording.zh.isEmpty && !wording.en.isEmpty, "\(error)")
    }
    #expect(ErrorWording.of(DatabaseError(.owned(pid: 7), "x")).zh.contains("pid 7"))
    #expect(ErrorWording.of(errors[errors.count - 1]).en.contains("f:3:4: wrong"))
  }

  @Test(arguments: [
    (
      "{\"title\":\"Conflict\",\"detail\":\"no such step\",\"allowed\":[\"accept\",\"refuse\"]}",
      "no such step (allowed: accept, refuse)"
    ),
    ("{\"detail\":\"no: accept\",\"allowed\":[{\"event\":\"accept\"}]}", "no: accept"),
    ("{\"title\":\"Not Found\"}", "Not Found"), ("{}", "HTTP 409"), ("[]", "HTTP 409"), ("null", "HTTP 409"),
  ])
  func aRefusalOfTheOwnerNamesWhatIsAllowed(problem: String, words: String) throws {
    #expect(OwnerConnection.refusal(409, try JSONValue(parsing: problem)).wording.en == words)
  }
}
