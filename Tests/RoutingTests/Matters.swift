import Casework
import Foundation
import Messages

/// A message with the route that a person gave it.
struct LabelledMessage {
  var id: String
  var text: String
  var region: String?
  var route: String
  var flags: Set<String>
  var isHard: Bool

  /// The lines of `Fixtures/<name>.jsonl`.
  static func all(_ name: String) throws -> [LabelledMessage] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).jsonl")
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return LabelledMessage(
        id: object["id"] as? String ?? "", text: object["text"] as? String ?? "", region: object["region"] as? String,
        route: object["expected_route"] as? String ?? object["route"] as? String ?? "",
        flags: Set(object["flags"] as? [String] ?? []), isHard: object["difficulty"] as? String == "hard")
    }
  }

  var submission: Submission { Matters.hotline(text, region: region) }
}

/// Submissions for tests.
enum Matters {
  /// 2026-11-23 09:00 in Shanghai.
  static let receivedAt: Int64 = 1_795_395_600_000

  static func hotline(_ text: String, region: String? = "441802", place: String? = nil) -> Submission {
    Submission(
      key: BusinessKey(source: "test", externalID: "1"), receivedAt: receivedAt, channel: .phone, region: region,
      place: place, text: text,
      details: .hotline(HotlineDetails(matter: nil, caller: Caller(disclosure: .named))))
  }

  static func reconsideration(_ text: String, requests: [String]) -> Submission {
    Submission(
      key: BusinessKey(source: "test", externalID: "2"), receivedAt: receivedAt, channel: .letter, region: "441802",
      text: text,
      details: .reconsideration(
        ReconsiderationDetails(
          applicants: [], respondent: Organ(name: "某某局"), act: ReconsiderationDetails.Act(), requests: requests)))
  }

  static func mediation(_ text: String) -> Submission {
    Submission(
      key: BusinessKey(source: "test", externalID: "3"), receivedAt: receivedAt, channel: .visit, region: "441802",
      text: text, details: .mediation(MediationDetails(applicants: [])))
  }
}
