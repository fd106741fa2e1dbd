public import Casework
public import Formats
public import Rulebook

/// Why a document cannot be written.
public enum LetterError: Error, Sendable, Hashable {
  /// The procedure knows no document with this identifier; `known` are those it knows.
  case unknownLetter(String, procedure: String, known: [LetterForm])
  /// What has to be told first.
  case missingValues([LetterValue])
  /// A value does not look as it has to.
  case badValue(LetterValue, codes: [DatumValue])
  /// A value was given that the document does not ask for.
  case unknownValue(String, known: [LetterValue])
  /// Nobody of the case can be addressed: `--data addressee=…` says who.
  case noAddressee([Party.Role])
  /// The template found something missing.
  case template(MustacheError)

  public var wording: Bilingual {
    switch self {
    case .unknownLetter(let id, let procedure, let known):
      Bilingual(
        "程序 \(procedure) 没有文书 \(id)。可用：\(known.map { "\($0.id)（\($0.title.zh)）" }.joined(separator: "、"))",
        "procedure \(procedure) has no letter \(id); it has \(known.map(\.id).joined(separator: ", "))")
    case .missingValues(let values):
      Bilingual(
        "还需要：" + values.map { "--data \($0.name)=…（\($0.title.zh)，\($0.form.wording.zh)）" }.joined(separator: "；"),
        "still needed: "
          + values.map { "--data \($0.name)=… (\($0.title.en), \($0.form.wording.en))" }.joined(separator: "; "))
    case .badValue(let value, let codes) where codes.isEmpty:
      Bilingual(
        "\(value.name)（\(value.title.zh)）应为\(value.form.wording.zh)",
        "\(value.name) (\(value.title.en)) has to be \(value.form.wording.en)")
    case .badValue(let value, let codes):
      Bilingual(
        "\(value.name)（\(value.title.zh)）应为：\(codes.map { "\($0.code)（\($0.title.zh)）" }.joined(separator: "、"))",
        "\(value.name) (\(value.title.en)) is one of \(codes.map(\.code).joined(separator: ", "))")
    case .unknownValue(let name, let known):
      Bilingual(
        "本文书不用 \(name)。可填：\((known.map(\.name) + ["addressee", "issuer"]).joined(separator: "、"))",
        "the letter does not ask for \(name); it takes \((known.map(\.name) + ["addressee", "issuer"]).joined(separator: ", "))"
      )
    case .noAddressee:
      Bilingual(
        "案件中没有可以作为受送达人的姓名或名称；请用 --data addressee=… 指定",
        "the case names nobody whom the letter could address: say who with --data addressee=…")
    case .template(let error):
      Bilingual("\(error.mark)：缺少内容或模板有误（\(error.message)）", "\(error)")
    }
  }
}

extension LetterError: CustomStringConvertible {
  public var description: String { wording.en }
}

extension LetterValue.Form {
  /// What to give, for a person.
  public var wording: Bilingual {
    switch self {
    case .text: Bilingual("文字", "text")
    case .paragraphs: Bilingual("文字，可分段", "text, paragraphs on lines of their own")
    case .items: Bilingual("每行一项，或多次给出", "one entry a line, or given several times")
    case .date: Bilingual("日期，如 2026-11-23", "a date such as 2026-11-23")
    case .integer: Bilingual("整数", "an integer")
    case .amount: Bilingual("金额（元）", "an amount in yuan")
    case .flag: Bilingual("true 或 false", "true or false")
    }
  }
}
