/// The state machine of `CSVReader`. Indices are of the reader's buffer.
struct CSVScanner: Sendable {
  struct Field: Sendable {
    var start: Int
    var end: Int
    var lineInRow: Int32
    var isQuoted: Bool
    var hasDoubledQuotes: Bool
  }

  struct Fault {
    var reason: CSVError.Reason
    var index: Int
    var line: Int
    var rowLine: Int
    var field: Int
  }

  enum Outcome {
    case row
    case refused(Fault)
    case needsInput
  }

  private enum State {
    case rowStart, fieldStart, unquoted, quoted, afterQuote
    /// Passing the rest of a line that belongs to a refused row.
    case passing
  }

  static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  let limits: CSVLimits
  let literalQuotes: Bool
  private(set) var fields: [Field] = []
  private(set) var rowStart = 0
  private(set) var rowEnd = 0
  private(set) var rowLine = 1
  var delimiter = CSVDelimiter.comma.rawValue
  private var state = State.rowStart
  private var position = 0
  private var line = 1
  /// The last row ended with CR: an LF next belongs to it.
  private var mayPassLineFeed = false
  private var fieldStart = 0
  private var fieldLine = 1
  private var hasDoubledQuotes = false
  /// Where the second physical line of this row begins.
  private var secondLine: Int?
  /// The first physical line ended with CR, and what follows it was not looked at.
  private var isSecondLineAfterCR = false
  /// Lines before this index lie within a refused row.
  private var suspectEnd = 0
  /// Fields of the first row.
  private var width: Int?

  init(limits: CSVLimits, literalQuotes: Bool) {
    self.limits = limits
    self.literalQuotes = literalQuotes
  }

  /// Bytes at the buffer's start that are needed no more.
  var spent: Int { state == .rowStart || state == .passing ? position : rowStart }

  mutating func drop(_ count: Int) {
    position -= count
    rowStart -= count
    rowEnd -= count
    fieldStart -= count
    suspectEnd -= count
    if let second = secondLine { secondLine = second - count }
    if state == .rowStart || state == .passing {
      // The row at hand is gone.
      fields.removeAll(keepingCapacity: true)
      rowStart = position
      rowEnd = position
    }
    for k in fields.indices {
      fields[k].start -= count
      fields[k].end -= count
    }
  }

  mutating func scan(_ bytes: [UInt8], isClosed: Bool) -> Outcome {
    let end = bytes.count
    while true {
      switch state {
      case .rowStart:
        guard position < end else { return .needsInput }
        beginRow(bytes[position])
      case .fieldStart:
        guard position < end || isClosed else { return .needsInput }
        beginField(position < end ? bytes[position] : nil)
      case .unquoted:
        position = bytes.withUnsafeBytes { CSVScan.fieldEnd($0, from: position, delimiter: delimiter) }
        if position - fieldStart > limits.field { return refuseField() }
        guard position < end else {
          if isClosed { return endRow() }
          return .needsInput
        }
        let byte = bytes[position]
        if byte == Self.quote {
          if !literalQuotes { return refuse(.bareQuote, at: position) }
          position += 1
        } else if let outcome = endField(byte) {
          return outcome
        }
      case .quoted:
        position = bytes.withUnsafeBytes { CSVScan.quotedEnd($0, from: position) }
        if position - fieldStart > limits.field { return refuseField() }
        guard position < end else {
          if isClosed { return refuse(.unterminatedQuote, at: fieldStart - 1) }
          return .needsInput
        }
        let byte = bytes[position]
        position += 1
        if byte == Self.quote {
          state = .afterQuote
        } else if byte == Self.lineFeed && bytes[position - 2] == Self.carriageReturn {
          if isSecondLineAfterCR && secondLine == position - 1 {
            secondLine = position
            isSecondLineAfterCR = false
          }
        } else {
          line += 1
          if secondLine == nil {
            secondLine = position
            isSecondLineAfterCR = byte == Self.carriageReturn
          }
        }
      case .afterQuote:
        guard position < end else {
          if isClosed { return endRow() }
          return .needsInput
        }
        let byte = bytes[position]
        if byte == Self.quote {
          hasDoubledQuotes = true
          position += 1
          state = .quoted
        } else if let outcome = endField(byte) {
          return outcome
        } else if state == .afterQuote {
          return refuse(.textAfterQuote, at: position)
        }
      case .passing:
        position = bytes.withUnsafeBytes { CSVScan.lineEnd($0, from: position) }
        guard position < end else { return .needsInput }
        endLine(bytes[position])
      }
    }
  }

  // MARK: Steps

  @inline(__always)
  private mutating func beginRow(_ byte: UInt8) {
    if mayPassLineFeed {
      mayPassLineFeed = false
      if byte == Self.lineFeed {
        position += 1
        return
      }
    }
    if byte == Self.lineFeed || byte == Self.carriageReturn {
      endLine(byte)
      return
    }
    fields.removeAll(keepingCapacity: true)
    rowStart = position
    rowLine = line
    secondLine = nil
    state = .fieldStart
  }

  @inline(__always)
  private mutating func beginField(_ byte: UInt8?) {
    fieldLine = line
    hasDoubledQuotes = false
    if byte == Self.quote {
      position += 1
      state = .quoted
    } else {
      state = .unquoted
    }
    fieldStart = position
  }

  @inline(__always)
  private mutating func endLine(_ byte: UInt8) {
    position += 1
    line += 1
    mayPassLineFeed = byte == Self.carriageReturn
    state = .rowStart
  }

  /// Ends the field before a delimiter or line end at `position`; leaves the state when another byte stands there.
  @inline(__always)
  private mutating func endField(_ byte: UInt8) -> Outcome? {
    if byte == delimiter {
      addField()
      position += 1
      state = .fieldStart
      if fields.count >= limits.columns { return refuse(.tooManyColumns(limit: limits.columns), at: position) }
      if position - rowStart > limits.row { return refuse(.rowTooLong(limit: limits.row), at: position) }
      return nil
    }
    if byte == Self.lineFeed || byte == Self.carriageReturn {
      if position - rowStart > limits.row { return refuse(.rowTooLong(limit: limits.row), at: position) }
      let outcome = endRow()
      if case .row = outcome { endLine(byte) }
      return outcome
    }
    return nil
  }

  @inline(__always)
  private mutating func addField() {
    let isQuoted = state == .afterQuote
    fields.append(
      Field(
        start: fieldStart, end: isQuoted ? position - 1 : position,
        lineInRow: Int32(truncatingIfNeeded: fieldLine - rowLine),
        isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes))
  }

  private mutating func endRow() -> Outcome {
    addField()
    rowEnd = position
    if let width {
      if rowStart < suspectEnd && fields.count != width { return refuse(.fragment, at: rowStart) }
    } else {
      width = fields.count
    }
    state = .rowStart
    return .row
  }

  private mutating func refuseField() -> Outcome {
    // Where the chunk ended must not matter.
    position = fieldStart + limits.field + 1
    return refuse(.fieldTooLong(limit: limits.field), at: fieldStart)
  }

  /// Refuses the row and finds where to go on.
  private mutating func refuse(_ reason: CSVError.Reason, at index: Int) -> Outcome {
    let lineOfFault = reason == .fragment ? rowLine : index <= fieldStart ? fieldLine : line
    let fault = Fault(
      reason: reason, index: index, line: lineOfFault, rowLine: rowLine,
      field: reason == .fragment ? 0 : fields.count)
    fields.removeAll(keepingCapacity: true)
    if let second = secondLine, let width, width > 1 {
      suspectEnd = max(suspectEnd, position)
      position = second
      line = rowLine + 1
      secondLine = nil
      mayPassLineFeed = isSecondLineAfterCR
      state = .rowStart
    } else {
      state = .passing
    }
    rowStart = position
    return .refused(fault)
  }
}
