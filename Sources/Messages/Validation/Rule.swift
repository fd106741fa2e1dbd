public import Casework

/// The rules by which fields are judged, each with one of the two severities.
public enum Rule: String, Sendable, Hashable, CaseIterable {
  // Refused: what cannot be read, has no text, or breaks a limit of size, depth, count or encoding.
  case notJSON = "json.syntax"
  case duplicateKey = "json.duplicate-key"
  case tooDeep = "json.depth"
  case badEncoding = "encoding"
  case wrongType = "type"
  case unknownKind = "kind.unknown"
  case wrongVersion = "schema.version"
  case missingText = "text.missing"
  case tooLong = "length"
  case tooMany = "count"
  case tooLarge = "size"
  case badKey = "key.form"
  case missingField = "field.missing"
  case notAllowed = "value.not-allowed"

  // Accepted with a finding: the matter is registered, the fault is shown to whoever handles it.
  case identityNumber = "identity-number"
  case creditCode = "credit-code"
  case telephone = "telephone"
  case regionForm = "region.form"
  case regionUnknown = "region.unknown"
  case placeMissing = "place.missing"
  case date = "date.form"
  case dateInFuture = "date.future"
  case dateOrder = "date.order"
  case unknownCode = "code.unknown"
  case amount = "amount.form"
  case digest = "digest.form"
  case missingName = "name.missing"
  case missingRespondent = "respondent.missing"
  case missingRequest = "request.missing"
  case missingContact = "contact.missing"
  case integer = "integer.form"
  case controlCharacter = "text.control-character"
  case attachmentURI = "attachment.uri"
  case fieldDropped = "field.dropped"

  public enum Severity: String, Sendable, Hashable { case refused, finding }

  public var severity: Severity {
    switch self {
    case .notJSON, .duplicateKey, .tooDeep, .badEncoding, .wrongType, .unknownKind, .wrongVersion, .missingText,
      .tooLong, .tooMany, .tooLarge, .badKey, .missingField, .notAllowed:
      .refused
    default: .finding
    }
  }

  /// What the rule says and what to do about it; `limit` is the number or set that it names.
  public func wording(limit: String?) -> Bilingual {
    let bound = limit ?? ""
    return switch self {
    case .notJSON: Bilingual("不是合法的 JSON，请检查引号、逗号和括号", "not valid JSON: check quotes, commas and brackets")
    case .duplicateKey: Bilingual("同一字段出现两次，请只保留一个", "the same field stands twice: keep one")
    case .tooDeep: Bilingual("嵌套过深（上限 \(bound) 层）", "nested too deeply (at most \(bound) levels)")
    case .badEncoding:
      Bilingual("编码无法识别，请用 UTF-8、UTF-16（带 BOM）或 GB18030", "cannot be decoded: use UTF-8, UTF-16 with BOM or GB18030")
    case .wrongType: Bilingual("数据类型不对，应为 \(bound)", "of the wrong type: expected \(bound)")
    case .unknownKind: Bilingual("不认识的事项种类，应为 \(bound)", "unknown kind: expected \(bound)")
    case .wrongVersion: Bilingual("不支持的格式版本", "a version of the schema that is not supported")
    case .missingText: Bilingual("缺少诉求内容，请补填", "the text is missing: fill it in")
    case .tooLong: Bilingual("超过长度上限 \(bound) 字", "longer than \(bound) characters")
    case .tooMany: Bilingual("条目超过上限 \(bound)", "more than \(bound) entries")
    case .tooLarge: Bilingual("超过大小上限 \(bound) 字节", "larger than \(bound) bytes")
    case .badKey:
      Bilingual(
        "来源或外部编号的写法不对（来源限字母、数字、点、横线、下划线）",
        "source or external id is malformed (a source has letters, digits, dot, dash, underscore)")
    case .missingField: Bilingual("缺少必需的字段", "a field that cannot be done without is missing")
    case .notAllowed: Bilingual("取值不在允许的范围内（\(bound)）", "a value that is not allowed (\(bound))")
    case .identityNumber:
      Bilingual("身份证号码不对（GB 11643 校验不通过），请核对", "the identity number fails the check of GB 11643: verify it")
    case .creditCode:
      Bilingual("统一社会信用代码不对（GB 32100 校验不通过），请核对", "the social credit code fails the check of GB 32100: verify it")
    case .telephone: Bilingual("电话号码的写法不对，请核对", "the telephone number is malformed: verify it")
    case .regionForm: Bilingual("区域代码应为 6 或 9 位数字", "a region code has 6 or 9 digits")
    case .regionUnknown: Bilingual("区域代码或地名不在清远市辖区名录内，请核对", "the region is not in the city's list: verify it")
    case .placeMissing: Bilingual("没有地点或区域，须向诉求人补问", "no place and no region: ask the citizen")
    case .date: Bilingual("日期无法识别，请写作 2026-11-23", "the date cannot be read: write it as 2026-11-23")
    case .dateInFuture: Bilingual("日期在将来，请核对", "the date lies in the future: verify it")
    case .dateOrder: Bilingual("日期先后不合理，请核对", "the dates are in an impossible order: verify them")
    case .unknownCode: Bilingual("不是允许的取值（\(bound)）", "not one of the values allowed (\(bound))")
    case .amount: Bilingual("金额应为最多两位小数的数字（元）", "an amount is a number of yuan with at most two decimals")
    case .digest:
      Bilingual(
        "附件摘要应为 sha256: 或 sm3: 加 64 位十六进制", "an attachment's digest is sha256: or sm3: and 64 hexadecimal digits")
    case .missingName: Bilingual("缺少姓名或名称，须补充", "the name is missing: ask for it")
    case .missingRespondent: Bilingual("缺少被申请人，须补正", "the respondent is missing: ask for it")
    case .missingRequest: Bilingual("缺少具体请求，须补正", "the request is missing: ask for it")
    case .missingContact: Bilingual("没有联系方式，无法回复", "no contact: nobody can be answered")
    case .integer: Bilingual("应为整数", "expected an integer")
    case .controlCharacter: Bilingual("含有控制字符，已按空格处理", "contains control characters, read as spaces")
    case .attachmentURI: Bilingual("附件缺少地址，无法取得", "the attachment has no address: it cannot be fetched")
    case .fieldDropped:
      Bilingual("未知字段过多或过长，未予保留（上限 \(bound)）", "an unknown field was not kept: too many or too long (at most \(bound))")
    }
  }
}
