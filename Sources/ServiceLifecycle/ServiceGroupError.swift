/// Why a ``ServiceGroup`` ended, where it was not a service's own error.
public struct ServiceGroupError: Error, Hashable, Sendable {
  /// The kind of error.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    fileprivate enum Kind: Hashable {
      case alreadyRunning
      case alreadyFinished
      case serviceFinishedUnexpectedly
    }

    fileprivate let kind: Kind

    /// The group runs already.
    public static let alreadyRunning = Code(kind: .alreadyRunning)
    /// The group has run and cannot run again.
    public static let alreadyFinished = Code(kind: .alreadyFinished)
    /// A service returned that should have gone on.
    public static let serviceFinishedUnexpectedly = Code(kind: .serviceFinishedUnexpectedly)

    public var description: String {
      switch kind {
      case .alreadyRunning: "the service group is already running"
      case .alreadyFinished: "the service group has already finished"
      case .serviceFinishedUnexpectedly: "a service finished that should have gone on"
      }
    }
  }

  /// The kind of error.
  public let errorCode: Code
  private let detail: String

  init(_ code: Code, detail: String = "") {
    errorCode = code
    self.detail = detail
  }

  public static func == (lhs: Self, rhs: Self) -> Bool { lhs.errorCode == rhs.errorCode }

  public func hash(into hasher: inout Hasher) { hasher.combine(errorCode) }
}

extension ServiceGroupError: CustomStringConvertible {
  public var description: String { detail.isEmpty ? errorCode.description : "\(errorCode): \(detail)" }
}
