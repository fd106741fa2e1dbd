import Casework
import Messages

/// Whatever comes in is refused or accepted; what is accepted is written so that it reads back as itself. The first byte
/// says what the rest is: `h`, `r`, `m` a submission, `t` the cells of a table, `d` a docket entry, `e` an event.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMessages(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  guard let first = input.first else { return 0 }
  let rest = Array(input.dropFirst())
  switch first {
  case UInt8(ascii: "h"): submission(rest, .hotline)
  case UInt8(ascii: "r"): submission(rest, .reconsideration)
  case UInt8(ascii: "m"): submission(rest, .mediation)
  case UInt8(ascii: "t"): table(rest)
  case UInt8(ascii: "d"):
    guard let entry = try? DocketEntryCodec.decode(rest) else { return 0 }
    precondition((try? DocketEntryCodec.decode(DocketEntryCodec.encode(entry))) == entry, "the entry changed")
  case UInt8(ascii: "e"):
    guard let event = try? CaseEventCodec.decode(rest) else { return 0 }
    precondition((try? CaseEventCodec.decode(CaseEventCodec.encode(event))) == event, "the event changed")
  default: scalars(rest)
  }
  return 0
}

/// 2026-11-23T12:00:00+08:00
private let context = ValidationContext(now: 1_795_406_400_000)

private func submission(_ bytes: [UInt8], _ kind: Submission.Kind) {
  do {
    check(try SubmissionCodec.decode(bytes, kind: kind, context: context))
  } catch {
    precondition(!error.findings.isEmpty && error.findings.allSatisfy { $0.rule.severity == .refused })
    precondition((error.line ?? 0) > 0 && (error.column ?? 0) > 0 && !error.summary.isEmpty)
  }
}

private func check(_ submission: Submission) {
  precondition(submission.findings.allSatisfy { $0.rule.severity == .finding })
  let canonical = SubmissionCodec.encode(submission)
  guard let again = try? SubmissionCodec.decode(canonical, kind: submission.kind, context: context) else {
    preconditionFailure("what was written is refused")
  }
  precondition(again == submission, "what was written reads as something else")
  precondition(SubmissionCodec.encode(again) == canonical)
}

/// The second byte is the kind; then lines of a path, a tab and a cell.
private func table(_ bytes: [UInt8]) {
  guard let first = bytes.first, let text = String(validating: bytes.dropFirst(), as: UTF8.self) else { return }
  let kinds = Submission.Kind.allCases
  var lenient = context
  lenient.source = "upload"
  var draft = SubmissionDraft(kind: kinds[Int(first) % kinds.count], context: lenient)
  draft.set(.externalID, "1")
  for line in text.split(separator: "\n") {
    let cells = line.split(separator: "\t", maxSplits: 1).map(String.init)
    guard cells.count == 2 else { continue }
    if let field = SubmissionField(path: cells[0]) {
      draft.set(field, cells[1])
    } else {
      draft.set(extra: cells[0], cells[1])
    }
  }
  if let reading = try? draft.finish() { check(reading.submission) }
}

/// Numbers, dates and codes as people write them: their normal form reads as itself.
private func scalars(_ bytes: [UInt8]) {
  let span = bytes.span
  if let telephone = Telephone(span) { precondition(Telephone(telephone.description) == telephone) }
  if let amount = Amount(span) { precondition(Amount(amount.description) == amount) }
  if let number = ResidentIdentityNumber(span) { precondition(ResidentIdentityNumber(number.text) == number) }
  if let code = UnifiedSocialCreditCode(span) { precondition(UnifiedSocialCreditCode(code.text) == code) }
  if let code = RegionCode(span) { precondition(RegionCode(code.description) == code) }
  if let time = WrittenTime(span) { precondition(Timestamp.parse(Timestamp.format(time.instant)) == time.instant) }
  if let instant = Timestamp.parse(span) { precondition(Timestamp.parse(Timestamp.format(instant)) == instant) }
}
