public import Casework
public import Crypto

/// A document of a case that was signed and sent out: kept as it went, with its digest.
public struct IssuedLetter: Sendable, Hashable {
  public var id: Int64
  public var caseNumber: String
  public var procedure: String
  /// The document's identifier in its procedure, `acceptance`.
  public var form: String
  public var title: String
  /// `清远复受〔2026〕1号`; `nil` for a paper without one.
  public var number: String?
  /// Milliseconds since 1970-01-01 UTC.
  public var issuedAt: Int64
  public var actor: String
  /// Of the page, byte for byte.
  public var digest: Digest
  public var deliveries: [LetterDelivery]
}

/// A document to be issued.
public struct LetterToIssue: Sendable, Hashable {
  public var caseNumber: String
  public var form: String
  public var title: String
  /// What its running number is counted in; `nil` for a paper without one.
  public var series: String?
  public var year: Int
  public var actor: String

  public init(caseNumber: String, form: String, title: String, series: String?, year: Int, actor: String) {
    self.caseNumber = caseNumber
    self.form = form
    self.title = title
    self.series = series
    self.year = year
    self.actor = actor
  }
}

/// A document as it goes out.
public struct LetterPage: Sendable, Hashable {
  public var number: String?
  public var bytes: [UInt8]

  public init(number: String?, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }
}

/// The record of a service (送达): to whom, how, when, and what proves it. Clocks that run from service run from its day.
public struct LetterDelivery: Sendable, Hashable {
  public var letter: Int64
  public var recipient: String
  public var manner: Manner
  public var servedOn: LocalDate
  /// What proves it, for instance the number of a postal receipt; `nil` where the receipt itself is in the file.
  public var receipt: String?
  public var actor: String
  public var recordedAt: Int64

  /// The manners of service that the civil procedure law knows (民事诉讼法第88条至第95条); reconsideration follows them
  /// (行政复议法第88条第1款).
  public enum Manner: String, Sendable, Hashable, CaseIterable {
    case direct, leaving, electronic, entrusted, post, transfer
    case publicNotice = "public_notice"

    public var title: Bilingual {
      switch self {
      case .direct: Bilingual("直接送达", "in person")
      case .leaving: Bilingual("留置送达", "by leaving")
      case .electronic: Bilingual("电子送达", "electronically, with consent")
      case .entrusted: Bilingual("委托送达", "by another organ")
      case .post: Bilingual("邮寄送达", "by post")
      case .transfer: Bilingual("转交送达", "by handing on")
      case .publicNotice: Bilingual("公告送达", "by public notice")
      }
    }
  }

  public init(
    letter: Int64, recipient: String, manner: Manner, servedOn: LocalDate, receipt: String?, actor: String,
    recordedAt: Int64 = 0
  ) {
    self.letter = letter
    self.recipient = recipient
    self.manner = manner
    self.servedOn = servedOn
    self.receipt = receipt
    self.actor = actor
    self.recordedAt = recordedAt
  }
}

/// Why a document is not issued, shown or served; nothing was changed.
public enum LetterRefusal: Error, Sendable, Hashable {
  /// Documents of a sealed case are not kept here in clear.
  case sealed(String)
  /// The route is a proposal: nothing leaves the house before a person confirms it.
  case awaitsConfirmation(String)
  case unknownLetter(String)
  /// A day before the document's own, or after today.
  case servedOn(LocalDate, issuedOn: LocalDate, today: LocalDate)
  case emptyField(String)
  case tooLong(field: String, limit: Int)
  /// The stored page is not what was issued.
  case damaged(Int64)

  public var wording: Bilingual {
    switch self {
    case .sealed(let number):
      Bilingual(
        "案件 \(number) 已密封：文书只能由持有密封私钥的专办人员起草，不在本库签发和保存",
        "case \(number) is sealed: its documents are drafted by who holds the key, and not issued or kept here")
    case .awaitsConfirmation(let number):
      Bilingual(
        "案件 \(number) 的路径待人工确认，不能签发文书；先办理 confirm_route 或 reroute",
        "the route of case \(number) awaits confirmation, nothing is issued: confirm_route or reroute first")
    case .unknownLetter(let letter):
      Bilingual(
        "没有已签发的文书 \(letter)；用 fenliu letter issued <编号> 查看", "no issued letter \(letter): see fenliu letter issued")
    case .servedOn(let day, let issued, let today):
      Bilingual(
        "送达日期 \(day) 应在签发日 \(issued) 和今天 \(today) 之间",
        "service on \(day) has to lie between \(issued) and today, \(today)")
    case .emptyField(let field): Bilingual("\(field) 不能为空", "\(field) must not be empty")
    case .tooLong(let field, let limit): Bilingual("\(field) 超过 \(limit) 字", "\(field) is longer than \(limit)")
    case .damaged(let id):
      Bilingual("文书 \(id) 的内容与签发时的摘要不符", "letter \(id) is not what was issued: its digest differs")
    }
  }
}

extension LetterRefusal: CustomStringConvertible {
  public var description: String { wording.en }
}
