import Casework
import Formats
import Messages
import Routing

/// Decides one line of input.
struct RouteTrial {
  let rules: RulesOnDisk
  let kind: Submission.Kind
  let explains: Bool
  let now: Int64

  struct Result {
    var line: Int
    /// What decided, or why nothing could be.
    var outcome: Outcome
  }

  enum Outcome {
    case decided(Submission, [RoutedRequest])
    case refused(Refusal)
  }

  /// The decision about a line; `nil` for an empty one.
  func decide(_ bytes: [UInt8], line: Int) -> Result? {
    guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    do throws(Refusal) {
      let submission = first == UInt8(ascii: "{") ? try read(bytes) : try read(text: bytes)
      return Result(line: line, outcome: .decided(submission, rules.list.decide(submission, explaining: explains)))
    } catch {
      return Result(line: line, outcome: .refused(error))
    }
  }

  private var context: ValidationContext {
    ValidationContext(now: now, regions: rules.regions, source: "route", mayLackExternalID: true)
  }

  private func read(_ bytes: [UInt8]) throws(Refusal) -> Submission {
    let saysKind = (try? JSONValue(parsing: bytes))?["kind"]?.string != nil
    return try SubmissionCodec.read(bytes, kind: saysKind ? nil : kind, context: context).submission
  }

  private func read(text bytes: [UInt8]) throws(Refusal) -> Submission {
    var draft = SubmissionDraft(kind: kind, context: context)
    draft.set(.text, String(decoding: bytes, as: UTF8.self))
    return try draft.finish().submission
  }
}

/// Prints decisions as they come.
protocol TrialPrinter {
  mutating func print(_ result: RouteTrial.Result)
  func finish()
}

extension TrialPrinter {
  func finish() {}
}

extension Refusal {
  /// The first fault in words.
  var firstWording: Bilingual {
    guard let finding = findings.first else { return Bilingual("拒收", "refused") }
    return Bilingual("\(finding.field)：\(finding.wording.zh)", "\(finding.field): \(finding.wording.en)")
  }
}
