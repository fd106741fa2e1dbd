import Casework
public import Formats

extension Fault {
  /// A fault that the YAML reader found.
  public init(_ error: YAMLError) {
    self.init(
      file: error.mark.file, line: error.mark.line, column: error.mark.column, path: error.path, rule: error.code,
      message: Bilingual(zh: Self.chinese(error.reason), en: error.message))
  }

  private static func chinese(_ reason: YAMLError.Reason) -> String {
    switch reason {
    case .tooLarge(let limit): "文件超过 \(limit) 字节"
    case .tooManyNodes(let limit): "节点超过 \(limit) 个"
    case .tooDeep(let limit): "嵌套超过 \(limit) 层"
    case .invalidUTF8: "不是 UTF-8"
    case .syntax(let text): "YAML 语法错误：\(text)"
    case .aliasRefused: "不允许使用别名，请写出完整的值"
    case .tagRefused(let tag): "不允许使用标签 \(tag)"
    case .severalDocuments: "只允许一个文档"
    case .keyIsNotScalar: "键必须是标量"
    case .duplicateKey(let key): "键“\(key)”重复"
    case .missingKey(let key): "缺少键“\(key)”"
    case .unknownKey(let key, let known):
      "未知的键“\(key)”" + (known.isEmpty ? "" : "；此处可用：\(known.joined(separator: "、"))")
    case .wrongType(let expected, let found): "应为 \(expected)，实为 \(found)"
    case .invalidValue(let text): text
    }
  }
}
