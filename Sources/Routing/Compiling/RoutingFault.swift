import Casework
import Formats
import Rulebook

/// What can be wrong with a routing list.
enum RoutingFault {
  case unknownSchema(Int)
  case unknownName(String)
  /// The name belongs to a group of words and to a signal.
  case nameTwice(String)
  /// Words are asked for, and this is a signal.
  case notAGroup(String)
  case circular(String)
  case unused(String)
  case unknownRoute(String)
  case unknownGate(String)
  /// The gate stands behind one that comes after it in the routing table.
  case gateOutOfOrder(String)
  case missingGate(String)
  /// What stands before it always holds.
  case unreachable(String)
  case clauseTwice(String)
  case pattern(String)
  case emptyGroup(String)

  /// The fault at `mark`.
  func fault(at mark: SourceMark) -> Fault {
    Fault(file: mark.file, line: mark.line, column: mark.column, rule: rule, message: message)
  }

  private var rule: String {
    switch self {
    case .unknownSchema: "unknown-schema"
    case .unknownName: "unknown-name"
    case .nameTwice: "name-twice"
    case .notAGroup: "not-a-group"
    case .circular: "circular"
    case .unused: "unused"
    case .unknownRoute: "unknown-route"
    case .unknownGate: "unknown-gate"
    case .gateOutOfOrder: "gate-out-of-order"
    case .missingGate: "missing-gate"
    case .unreachable: "unreachable"
    case .clauseTwice: "clause-twice"
    case .pattern: "pattern"
    case .emptyGroup: "empty-group"
    }
  }

  private var message: Bilingual {
    switch self {
    case .unknownSchema(let version):
      Bilingual("不认识格式版本 \(version)，只认识 1", "schema version \(version) is not known here; 1 is")
    case .unknownName(let name): Bilingual("没有叫“\(name)”的词组或信号", "no group or signal is called \"\(name)\"")
    case .nameTwice(let name):
      Bilingual("词组和信号都叫“\(name)”", "both a group and a signal are called \"\(name)\"")
    case .notAGroup(let name):
      Bilingual("“\(name)”是信号，这里要词组", "\"\(name)\" is a signal; a group of words is asked for here")
    case .circular(let name): Bilingual("“\(name)”引用了自己", "\"\(name)\" comes back to itself")
    case .unused(let name): Bilingual("没有地方用到“\(name)”", "nothing asks for \"\(name)\"")
    case .unknownRoute(let name): Bilingual("没有去向“\(name)”", "there is no route \"\(name)\"")
    case .unknownGate(let name): Bilingual("没有关口“\(name)”", "there is no gate \"\(name)\"")
    case .gateOutOfOrder(let name):
      Bilingual("关口 \(name) 排在了应在它之后的关口后面", "gate \(name) stands behind a gate that comes after it")
    case .missingGate(let name): Bilingual("缺少关口 \(name)", "gate \(name) is missing")
    case .unreachable(let name):
      Bilingual("永远走不到 \(name)：前面的总是成立", "\(name) is never reached: what stands before it always holds")
    case .clauseTwice(let name): Bilingual("条款“\(name)”在同一关口里出现两次", "clause \"\(name)\" stands twice in its gate")
    case .pattern(let text): Bilingual("词不能用：\(text)", text)
    case .emptyGroup(let name): Bilingual("词组“\(name)”没有词", "the group \"\(name)\" has no words")
    }
  }
}
