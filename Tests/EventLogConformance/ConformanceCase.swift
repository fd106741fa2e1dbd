import EventLog
public import Testing

/// One thing that every log must do.
public struct ConformanceCase: Sendable, CustomTestStringConvertible {
  public let name: String
  /// Without these the case has nothing to say about a backend.
  public let needs: Set<Capability>
  private let body: @Sendable (Workbench) async throws -> Void

  init(_ name: String, needs: Set<Capability> = [], _ body: @escaping @Sendable (Workbench) async throws -> Void) {
    self.name = name
    self.needs = needs
    self.body = body
  }

  public var testDescription: String { name }

  /// Runs the case on a log of its own.
  public func run(on backend: any LogBackend) async throws {
    let site = try await backend.makeSite()
    do {
      let bench = Workbench(site: site, log: try await site.open())
      do {
        try await body(bench)
      } catch {
        await bench.log.close()
        throw error
      }
      await bench.log.close()
    } catch {
      await site.remove()
      throw error
    }
    await site.remove()
  }

  /// All cases, by what they are about.
  public static let all: [ConformanceCase] =
    topicCases + orderCases + contentCases + readingCases + groupCases + batchCases + rebalanceCases + publisherCases
    + volumeCases

  /// The cases that a backend with these capabilities must pass.
  public static func cases(for capabilities: Set<Capability>) -> [ConformanceCase] {
    all.filter { $0.needs.isSubset(of: capabilities) }
  }

  /// The cases that a backend with these capabilities cannot be held to.
  public static func skipped(for capabilities: Set<Capability>) -> [ConformanceCase] {
    all.filter { !$0.needs.isSubset(of: capabilities) }
  }
}
