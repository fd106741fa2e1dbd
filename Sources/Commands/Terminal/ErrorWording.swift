import Casebook
import Casework
import Crypto
import Database
import EventLog
import Foundation
import Intake
import Letters
import Rulebook

/// What is said of an error at a terminal.
enum ErrorWording {
  static func of(_ error: any Error) -> Bilingual {
    switch error {
    case let failure as CommandFailure: failure.wording
    case let faults as FaultList: Bilingual("\n" + faults.text(.chinese), "\n" + faults.text(.english))
    case let fault as Fault: Bilingual(fault.text(.chinese), fault.text(.english))
    case let error as CasebookError: error.wording
    case let refusal as MoveRefusal: refusal.wording
    case let refusal as ClockRefusal:
      Bilingual(
        refusal.wording.zh + (refusal.article.map { "（\($0)）" } ?? ""),
        refusal.wording.en + (refusal.article.map { " (\($0))" } ?? ""))
    case let error as LetterError: error.wording
    case let refusal as LetterRefusal: refusal.wording
    case let error as DatabaseError: database(error)
    case EventLogError.owned(_, let pid): owned(pid)
    case let fault as FileFault: fault.wording
    case let error as SecretKeyFileError:
      Bilingual("密钥文件有误：\(error)", "a key file is not right: \(error)")
    case EventLogError.unavailable(let why):
      Bilingual("消息日志没有应答，请稍后再试：\(why)", "the log does not answer, try again later: \(why)")
    case EventLogError.unknownTopic(let topic):
      Bilingual(
        "日志中没有主题 \(topic)；在 Kafka 上请运行 fenliu topics apply",
        "the log has no topic \(topic); on Kafka run `fenliu topics apply`")
    case let error as EventLogError: Bilingual("日志出错：\(error)", "the log failed: \(error)")
    case let error as HTTPClientError: Bilingual(error.description, error.description)
    case let error as CryptoError:
      Bilingual("密钥或密封数据有误：\(error)", "a key or sealed data are not right: \(error)")
    case is CancellationError: Bilingual("已中断", "interrupted")
    default: foreign(error)
    }
  }

  private static func database(_ error: DatabaseError) -> Bilingual {
    switch error.kind {
    case .owned(let pid): owned(pid)
    case .cannotOpen:
      Bilingual("打不开数据文件：\(error.message)", "the data cannot be opened: \(error.message)")
    case .full:
      Bilingual("磁盘已满，什么也没有写入；请腾出空间再试：\(error.message)", "the disk is full, nothing was written: \(error.message)")
    case .busy, .overloaded:
      Bilingual("数据正忙，请稍后再试：\(error.message)", "the data are busy, try again: \(error.message)")
    case .schema:
      Bilingual(
        "数据与本程序的版本不符，请用写入它的版本或更新的版本：\(error.message)",
        "the data are of another version of Fenliu; use the one that wrote them, or a newer: \(error.message)")
    case .corrupt:
      Bilingual("数据文件已损坏，请从备份恢复：\(error.message)", "the data are damaged, restore a backup: \(error.message)")
    default: Bilingual("数据库出错：\(error)", "the database failed: \(error)")
    }
  }

  private static func owned(_ pid: Int32?) -> Bilingual {
    let who = pid.map { "pid \($0)" } ?? "pid ?"
    return Bilingual(
      "数据文件夹正由另一个进程使用（\(who)）；请停止它，或用 --data 指定另一个文件夹",
      "another process (\(who)) owns the data folder; stop it, or name another folder with --data")
  }

  private static func foreign(_ error: any Error) -> Bilingual {
    let text = (error as? any LocalizedError)?.errorDescription ?? "\(error)"
    return Bilingual(text, text)
  }
}
