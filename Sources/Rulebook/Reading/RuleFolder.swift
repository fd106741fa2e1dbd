import Casework
import Formats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads files of a folder; what cannot be read becomes a fault.
struct RuleFolder {
  /// As the user named it.
  let path: String
  let faults: FaultCollector

  /// The root of a file. `nil`, with a fault, where it cannot be read.
  ///
  /// - Parameter whole: the file's path, where the folder's path and the name do not make it.
  func root(_ name: String, named whole: String? = nil) -> Section? {
    let file = whole ?? "\(path)/\(name)"
    guard let data = FileManager.default.contents(atPath: file) else {
      faults.add(
        Fault(
          file: file, rule: "missing-file",
          message: Bilingual("文件不存在或无法读取", "there is no such file, or it cannot be read")))
      return nil
    }
    do {
      let node = try YAMLNode(parsing: [UInt8](data), file: file)
      return Section(node, path: "", faults: faults)
    } catch {
      faults.add(Fault(error))
      return nil
    }
  }

  /// The `.yaml` files of a folder in it, by name. A folder that is not there is a fault.
  func files(in folder: String) -> [String] {
    let place = folder.isEmpty ? path : "\(path)/\(folder)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
      faults.add(
        Fault(
          file: place, rule: "missing-folder",
          message: Bilingual("文件夹不存在或无法读取", "there is no such folder, or it cannot be read")))
      return []
    }
    let wanted = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
    return wanted.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }
}
