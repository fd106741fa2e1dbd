import Glibc

/// A Unix signal.
public struct UnixSignal: Hashable, Sendable {
  /// The number by which the system knows it.
  public let rawValue: Int32
  private let name: String

  private init(_ rawValue: Int32, _ name: String) {
    self.rawValue = rawValue
    self.name = name
  }

  public static let sighup = Self(SIGHUP, "SIGHUP")
  public static let sigint = Self(SIGINT, "SIGINT")
  public static let sigquit = Self(SIGQUIT, "SIGQUIT")
  public static let sigterm = Self(SIGTERM, "SIGTERM")
  public static let sigusr1 = Self(SIGUSR1, "SIGUSR1")
  public static let sigusr2 = Self(SIGUSR2, "SIGUSR2")
  public static let sigalrm = Self(SIGALRM, "SIGALRM")
  public static let sigwinch = Self(SIGWINCH, "SIGWINCH")
  public static let sigcont = Self(SIGCONT, "SIGCONT")
}

extension UnixSignal: CustomStringConvertible {
  public var description: String { name }
}
