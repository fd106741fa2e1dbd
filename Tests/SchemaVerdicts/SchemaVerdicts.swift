import Casework
import Crypto
import EventLog
import Formats
import Messages

/// Test support: tells what Fenliu's own validators say of documents, so that they can be held against the JSON Schemas.
///
/// Reads lines `CONTRACT BASE64URL` from the standard input, where CONTRACT is a kind of submission, `docket-entry` or
/// `case-event`, `alert`; writes a line of JSON for each: whether it is accepted, the rules that were broken, and what Fenliu
/// would write.
@main
struct SchemaVerdicts {
  /// 2026-11-23T12:00:00+08:00
  static let context = ValidationContext(now: 1_795_406_400_000)

  static func main() {
    var round = 0
    while let line = readLine() {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let bytes = Base64URL.decode(String(parts[1])) else {
        print(#"{"error":"CONTRACT BASE64URL expected"}"#)
        continue
      }
      print(verdict(String(parts[0]), bytes, round))
      round += 1
    }
  }

  static func verdict(_ contract: String, _ bytes: [UInt8], _ round: Int) -> String {
    do throws(Refusal) {
      switch contract {
      case "docket-entry":
        let entry = try DocketEntryCodec.decode(bytes)
        _ = try SubmissionCodec.decode(entry.submission, kind: entry.kind, context: context)
        return accepted([("docket-entry", DocketEntryCodec.encode(entry))], isStable: true)
      case "case-event":
        return accepted([("case-event", CaseEventCodec.encode(try CaseEventCodec.decode(bytes)))], isStable: true)
      case "alert":
        return accepted([("alert", AlertCodec.encode(try AlertCodec.decode(bytes)))], isStable: true)
      default:
        guard let kind = Submission.Kind(rawValue: contract) else { return #"{"error":"unknown contract"}"# }
        return try submission(bytes, kind, round)
      }
    } catch {
      return refused(error, bytes)
    }
  }

  private static func submission(_ bytes: [UInt8], _ kind: Submission.Kind, _ round: Int) throws(Refusal) -> String {
    let submission = try SubmissionCodec.decode(bytes, kind: kind, context: context)
    let canonical = SubmissionCodec.encode(submission)
    let again = try SubmissionCodec.decode(canonical, kind: kind, context: context)
    let entry = Made.entry(submission, canonical, round)
    return accepted(
      [
        ("submission.\(kind.rawValue)", canonical), ("docket-entry", DocketEntryCodec.encode(entry)),
        ("case-event", CaseEventCodec.encode(Made.event(round))),
        ("alert", AlertCodec.encode(Made.alert(round))),
      ], isStable: again == submission && SubmissionCodec.encode(again) == canonical)
  }

  private static func accepted(_ written: [(String, [UInt8])], isStable: Bool) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("accepted")
    writer.boolean(true)
    writer.key("stable")
    writer.boolean(isStable)
    writer.key("written")
    writer.beginObject()
    for (schema, bytes) in written {
      writer.key(text: schema)
      writer.verbatim(bytes)
    }
    writer.endObject()
    writer.endObject()
    return writer.text
  }

  private static func refused(_ refusal: Refusal, _ bytes: [UInt8]) -> String {
    let record = ConsumedRecord(
      coordinates: RecordCoordinates(TopicPartition("intake.hotline", 1), 17), timestamp: 0, key: nil, value: bytes,
      headers: [RecordHeader("ce_id", "1"), RecordHeader("empty", nil)])
    let copy = DeadLetter(refusal, stage: "router", record: record, at: context.now).copy(of: record)
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("accepted")
    writer.boolean(false)
    writer.key("rules")
    writer.beginArray()
    for finding in refusal.findings { writer.string(finding.rule.rawValue) }
    writer.endArray()
    writer.key("written")
    writer.beginObject()
    writer.key("dead-letter-headers")
    writer.beginObject()
    for header in copy.headers {
      writer.key(text: header.name)
      if let value = header.value { writer.string(String(decoding: value, as: UTF8.self)) } else { writer.null() }
    }
    writer.endObject()
    writer.endObject()
    writer.endObject()
    return writer.text
  }
}
