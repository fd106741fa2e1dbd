extension Logger {
  /// Adds metadata from the surroundings, such as a task local, at the moment a statement is written.
  public struct MetadataProvider: Sendable {
    private let provide: @Sendable () -> Metadata

    /// A provider that calls `provideMetadata` for each statement that is written.
    public init(_ provideMetadata: @escaping @Sendable () -> Metadata) { provide = provideMetadata }

    /// The metadata of this moment.
    public func get() -> Metadata { provide() }
  }
}

extension Logger.MetadataProvider {
  /// Several providers as one; where two give the same key, the later one wins.
  public static func multiplex(_ providers: [Logger.MetadataProvider]) -> Logger.MetadataProvider? {
    guard !providers.isEmpty else { return nil }
    return Logger.MetadataProvider {
      providers.reduce(into: [:]) { all, provider in all.merge(provider.get()) { _, later in later } }
    }
  }
}
