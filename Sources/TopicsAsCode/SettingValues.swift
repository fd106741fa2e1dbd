/// What the values of a topic's settings mean, as far as a comparison must know.
enum SettingValues {
  /// Numbers by their value, lists without regard to order and spaces.
  static func equal(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    if let a = Double(a), let b = Double(b) { return a == b }
    return words(a) == words(b)
  }

  /// Whether the cluster may remove records under the new value that it keeps under the old one.
  static func mayDiscard(_ name: String, from: String?, to: String) -> Bool {
    switch name {
    case "retention.ms", "retention.bytes": isLess(to, than: from)
    case "cleanup.policy": !words(to).isSubset(of: words(from ?? ""))
    default: false
    }
  }

  /// Limits of retention; a negative one is none.
  private static func isLess(_ new: String, than old: String?) -> Bool {
    guard let new = Int64(new), new >= 0 else { return false }
    guard let old = old.flatMap({ Int64($0) }), old >= 0 else { return true }
    return new < old
  }

  private static func words(_ list: String) -> Set<String> {
    Set(
      list.split(separator: ",").map { word in
        String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      })
  }
}
