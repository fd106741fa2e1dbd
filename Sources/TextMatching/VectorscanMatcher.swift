import CHyperscan

/// All patterns in one vectorscan database: one pass over the text, whatever their number.
///
/// A text of more than 4 GiB is looked at no further than that.
public struct VectorscanMatcher: Matcher {
  // None when there is nothing to look for: the library refuses an empty database.
  private let database: VectorscanDatabase?

  /// Compiles `patterns`, or takes the compiled form from `cacheFolder` when it is there, whole, and made from the same
  /// patterns by the same library for the same processor. What was compiled is put there; that it could not be
  /// written is no error. The folder must be writable only by who runs the program: a compiled form is trusted.
  public init(_ patterns: PatternSet, cacheFolder: String? = nil) throws(PatternError) {
    guard !patterns.patterns.isEmpty else {
      database = nil
      return
    }
    let cache = cacheFolder.map { VectorscanCache(folder: $0, patterns: patterns) }
    if let bytes = cache?.read(), let database = VectorscanDatabase(serialized: bytes) {
      self.database = database
      return
    }
    let compiled = try VectorscanDatabase(compiling: patterns.patterns)
    if let cache, let bytes = compiled.serialized() { cache.write(bytes) }
    database = compiled
  }

  /// Whether this processor can run the library.
  public static var isSupported: Bool { hs_valid_platform() == HS_SUCCESS }

  /// The version of the library, as it names itself.
  public static var libraryVersion: String { String(cString: hs_version()) }

  /// What this processor can do, as the library sees it: a compiled form is good for one such value only.
  static var platform: String {
    var platform = hs_platform_info_t()
    let code = hs_populate_platform(&platform)
    return code == HS_SUCCESS ? "\(platform.tune) \(platform.cpu_features)" : "unknown"
  }

  /// All matches in `text`, ordered.
  public func matches(in text: UTF8Span) -> [Match] {
    guard let database, !text.isEmpty else { return [] }
    var found = database.scan(text)
    found.keepLongest()
    return found
  }
}
