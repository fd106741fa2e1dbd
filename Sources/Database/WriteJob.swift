/// A writing job in the queue, whatever it returns: run once inside a transaction, then told how that ended.
///
/// Handed from the caller's thread to the writer's, never used by both at once.
class WriteJob: @unchecked Sendable {
  /// Runs the job and keeps what it returned or threw; throws the same, so that its savepoint is undone.
  func run(_ connection: any SQLConnection) throws {}

  /// Hands the kept outcome to the caller, or `failure` when the transaction around it failed.
  func finish(_ failure: (any Error)?) {}
}

final class TypedWriteJob<Value: Sendable>: WriteJob, @unchecked Sendable {
  private let body: @Sendable (any SQLConnection) throws -> Value
  private let completion: @Sendable (Result<Value, any Error>) -> Void
  private var outcome: Result<Value, any Error> = .failure(DatabaseError(.closed, "the job did not run"))

  init(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value,
    completion: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    self.body = body
    self.completion = completion
  }

  override func run(_ connection: any SQLConnection) throws {
    do {
      outcome = .success(try body(connection))
    } catch {
      outcome = .failure(error)
      throw error
    }
  }

  override func finish(_ failure: (any Error)?) {
    completion(failure.map { .failure($0) } ?? outcome)
  }
}
