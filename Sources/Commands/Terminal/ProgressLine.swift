import Threading

/// One line that tells how far something is: redrawn in place on a terminal, a new line now and then elsewhere.
public final class ProgressLine: Sendable {
  private let terminal: Terminal
  private let clock = ContinuousClock()
  private let pace: Duration
  private let next: Lock<ContinuousClock.Instant>
  private let isDrawn = Lock(false)

  public init(_ terminal: Terminal) {
    self.terminal = terminal
    pace = terminal.isInteractive ? .milliseconds(100) : .seconds(5)
    // Where every showing is a line of its own, what ends soon needs none.
    next = Lock(clock.now + (terminal.isInteractive ? .zero : pace))
  }

  /// Shows the text, unless something was shown a moment ago; then the text is not even made.
  public func show(_ text: @autoclosure () -> String) {
    let now = clock.now
    let isDue = next.withLock { next in
      guard now >= next else { return false }
      next = now + pace
      return true
    }
    guard isDue else { return }
    guard terminal.isInteractive else { return terminal.tell(TextWidth.printable(text())) }
    isDrawn.withLock { $0 = true }
    terminal.draw("\r" + TextWidth.fit(TextWidth.printable(text()), terminal.columns - 1) + "\u{1B}[K")
  }

  /// Takes the line away and tells how it ended; nothing more is said where the text is empty.
  public func finish(_ text: String = "") {
    let wasDrawn = isDrawn.withLock { isDrawn in
      defer { isDrawn = false }
      return isDrawn
    }
    if wasDrawn { terminal.draw("\r\u{1B}[K") }
    if !text.isEmpty { terminal.tell(text) }
  }
}
