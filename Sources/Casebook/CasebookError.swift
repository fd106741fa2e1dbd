public import Casework
import Database

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
  /// More waits to be written than may; nothing was stored, the same call succeeds in a moment.
  case overloaded
  /// The store cannot be written now (disk full, busy); nothing was stored.
  case unavailable(String)

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
    case .overloaded: Bilingual("登记繁忙，请稍候重试", "too much waits to be written: try again in a moment")
    case .unavailable(let why):
      Bilingual("暂时无法写入（\(why)），未登记，请稍后重试", "nothing can be written now (\(why)): try again later")
    case .inconsistent(let why): Bilingual("数据不一致：\(why)", "the stored data contradict each other: \(why)")
    }
  }

  public var description: String { wording.en }

  /// What of a store's failure a caller can act upon; others are `nil`.
  init?(_ error: DatabaseError) {
    switch error.kind {
    case .overloaded: self = .overloaded
    case .busy, .full, .io: self = .unavailable(error.message)
    default: return nil
    }
  }
}

extension Database {
  /// Writes, telling apart what passes by itself from what does not.
  func record<Result: Sendable>(
    _ job: @escaping @Sendable (any SQLConnection) throws -> Result
  ) async throws -> Result {
    do {
      return try await write(job)
    } catch let error as DatabaseError {
      throw CasebookError(error) ?? error
    }
  }
}
