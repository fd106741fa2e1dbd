/// What can go wrong with one request, apart from what its handler does.
public enum HTTPError: Error, Sendable, Equatable {
  /// The body is larger than the route or the caller allows; the limit in bytes.
  case contentTooLarge(limit: Int)
  /// The body has a type that the handler does not read.
  case unsupportedMediaType(given: String?, accepted: [String])
  /// The body did not arrive in time.
  case requestTimeout
  /// The client closed the connection before its request, or the answer to it, was through.
  case clientGone
  /// A body is read by one task at a time; a second one asked while the first was waiting.
  case bodyAlreadyBeingRead
  /// A writer wrote more or less than the length it had declared, in bytes.
  case lengthMismatch(declared: Int, written: Int)
}
