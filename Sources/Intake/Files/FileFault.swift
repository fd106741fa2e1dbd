public import Casework

/// Why a file as a whole cannot be taken in. Single rows that are wrong are ``RejectedRow`` and stop nothing.
public enum FileFault: Error, Sendable, Hashable {
  case unreadable(path: String, reason: String)
  /// Nothing in it.
  case empty
  /// No header is known to be the text's; `headers` are those of the first row.
  case noTextColumn(headers: [String], mapping: String)
  /// The workbook is damaged or breaks a bound; in the reader's words.
  case workbook(code: String, description: String)
  /// The bytes are in none of the encodings.
  case encoding(String)

  /// The words for whoever gave the file: what is wrong and what to do.
  public var wording: Bilingual {
    switch self {
    case .unreadable(let path, let reason): Bilingual("无法读取 \(path)：\(reason)", "cannot read \(path): \(reason)")
    case .empty: Bilingual("文件是空的", "the file is empty")
    case .noTextColumn(let headers, let mapping):
      Bilingual(
        "找不到“诉求内容”一列。表头为：\(headers.joined(separator: "、"))。请在 Config/mappings 中补充对照（现用 \(mapping)），或用 --mapping 指定",
        "no column holds the text. The headers are: \(headers.joined(separator: ", ")). Add them to a mapping in "
          + "Config/mappings (now \(mapping)), or name one with --mapping")
    case .workbook(let code, let description):
      Bilingual("工作簿无法读取（\(code)）：\(description)", "the workbook cannot be read (\(code)): \(description)")
    case .encoding(let description):
      Bilingual(
        "编码无法识别，请另存为 UTF-8 或 GB18030：\(description)",
        "cannot be decoded, save it as UTF-8 or GB18030: \(description)")
    }
  }
}
