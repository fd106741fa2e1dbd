public import Casework

/// What the casebook refuses, and what it finds broken in itself.
public enum CasebookError: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownCase(String)
  case unknownDeadLetter(Int64)
  /// The dead letter was replayed or discarded before.
  case deadLetterSettled(Int64)
  case unknownProcedure(String)
  case unassignedRoute(RouteCode)
  /// The stored data contradict each other; nothing was changed.
  case inconsistent(String)

  /// The words for whoever asked.
  public var wording: Bilingual {
    switch self {
    case .unknownCase(let number):
      Bilingual("没有案件 \(number)；请核对编号（含校验位）", "no case \(number): verify the number, check digit included")
    case .unknownDeadLetter(let id):
      Bilingual("没有死信 \(id)；用 fenliu dead-letters list 查看", "no dead letter \(id): see fenliu dead-letters list")
    case .deadLetterSettled(let id): Bilingual("死信 \(id) 已处理", "dead letter \(id) is settled already")
    case .unknownProcedure(let id):
      Bilingual("案件所用程序 \(id) 不在 Config/procedures 中", "the case's procedure \(id) is not in Config/procedures")
    case .unassignedRoute(let route):
      Bilingual("Config/routes.yaml 中没有路径 \(route.rawValue)", "Config/routes.yaml has no route \(route.rawValue)")
    case .inconsistent(let why): Bilingual("数据不一致：\(why)", "the stored data contradict each other: \(why)")
    }
  }

  public var description: String { wording.en }
}
