/// An error that vouches for its text: nothing in it is about a person.
///
/// Of any other error that a handler throws, only the type's name is logged.
public protocol LoggableError: Error {
  var logText: String { get }
}

extension LoggableError where Self: CustomStringConvertible {
  public var logText: String { description }
}
