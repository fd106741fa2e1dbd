import Casework
import Formats

/// Answers the lines of `fenliu clock compute`.
struct ClockTrial {
  let table: DeadlineTable
  let calendar: WorkingCalendar
  let language: Language

  /// The answer to a line as JSON, with what was wrong with it for a person.
  struct Answer {
    var json: JSONValue
    var isRefused: Bool
    var remark: Bilingual?
  }

  func answer(_ bytes: [UInt8], line: Int) -> Answer {
    do throws(ClockQuestionFault) {
      let question = try ClockQuestion(parsing: bytes)
      var answer = answer(question)
      if !question.ignored.isEmpty {
        let keys = question.ignored.joined(separator: ", ")
        answer.remark = Bilingual("第 \(line) 行：忽略未知的键 \(keys)", "line \(line): unknown keys ignored: \(keys)")
      }
      return answer
    } catch {
      return fault(error, line: line)
    }
  }

  /// The answer to a line that cannot even be taken in.
  func fault(_ wording: Bilingual, line: Int) -> Answer {
    fault(ClockQuestionFault(id: .null, rule: nil, wording: wording), line: line)
  }

  private func answer(_ question: ClockQuestion) -> Answer {
    let ledger = question.ledger
    do throws(ClockRefusal) {
      let rule = try table.rule(
        ledger.rule, startingOn: ledger.start.at.date, on: (question.evaluatedAt ?? ledger.start.at).date)
      let reading = try ClockReckoner(rule: rule, calendar: calendar).reading(of: ledger, at: question.evaluatedAt)
      return Answer(json: ClockJSON.answer(question.id, reading), isRefused: false)
    } catch {
      return Answer(json: ClockJSON.refusal(question.id, error, language), isRefused: true)
    }
  }

  private func fault(_ fault: ClockQuestionFault, line: Int) -> Answer {
    let article = fault.rule.flatMap { table.versions(of: $0).first?.basis }
    let wording = Bilingual("第 \(line) 行：\(fault.wording.zh)", "line \(line): \(fault.wording.en)")
    let error: JSONValue = [
      "rule": fault.rule.map { .string($0) } ?? .null, "article": article.map { .string($0) } ?? .null,
      "message": .string(wording[language]), "line": .number(String(line)),
    ]
    return Answer(json: ["id": fault.id, "error": error], isRefused: true)
  }
}
