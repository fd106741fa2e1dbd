import CExpat
import Glibc

/// What takes the parts of an XML document as they come. Names are without prefix.
protocol XMLHandler: AnyObject {
  /// - Throws: to stop the parser.
  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(XLSXError)
  func end(_ name: XMLName) throws(XLSXError)
  /// Text, which may come in several pieces.
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(XLSXError)
}

/// A name of an element or attribute, valid during the call that brings it.
struct XMLName {
  private let local: UnsafePointer<CChar>

  fileprivate init(_ name: UnsafePointer<CChar>) {
    local = strchr(name, 0x3A).map { UnsafePointer($0) + 1 } ?? name
  }

  static func == (name: XMLName, literal: StaticString) -> Bool {
    // String literals of Swift end with a zero byte, as those of C do.
    strcmp(name.local, UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }
}

/// The attributes of an element, valid during the call that brings them.
struct XMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>

  fileprivate init(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) { self.list = list }

  /// The value of an attribute without prefix, or with any when `prefixed`.
  subscript(name: StaticString, prefixed isPrefixed: Bool = false) -> String? {
    bytes(name, prefixed: isPrefixed).map { String(cString: $0) }
  }

  /// The same as bytes that end with zero.
  func bytes(_ name: StaticString, prefixed isPrefixed: Bool = false) -> UnsafePointer<CChar>? {
    var k = 0
    while let key = list[k] {
      if (strchr(key, 0x3A) != nil) == isPrefixed && XMLName(key) == name {
        return list[k + 1].map { UnsafePointer($0) }
      }
      k += 2
    }
    return nil
  }
}

/// Owns an expat parser, feeds it a part of an archive, and refuses what no workbook needs.
final class ExpatParser {
  private static let depthLimit = 64
  private static let markupLimit = 1 << 20
  private static let chunkSize = 64 << 10

  private let parser: XML_Parser
  private let part: ZipPart
  private let handler: any XMLHandler
  private var depth = 0
  private var fed = 0
  private var failure: XLSXError?

  init(_ part: ZipPart, _ handler: any XMLHandler) throws(XLSXError) {
    guard let parser = XML_ParserCreate(nil) else { throw XLSXError(.unreadable("out of memory"), part: part.name) }
    self.parser = parser
    self.part = part
    self.handler = handler
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let user, let name, let attributes else { return }
        ExpatParser.of(user).begin(XMLName(name), XMLAttributes(attributes))
      },
      { user, name in
        guard let user, let name else { return }
        ExpatParser.of(user).end(XMLName(name))
      })
    XML_SetCharacterDataHandler(parser) { user, text, count in
      guard let user, let text else { return }
      ExpatParser.of(user).text(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      guard let user else { return }
      ExpatParser.of(user).fail(.doctypeRefused)
    }
  }

  deinit {
    XML_ParserFree(parser)
  }

  /// Parses a whole part.
  static func parse(_ part: ZipPart, _ handler: any XMLHandler) throws(XLSXError) {
    let parser = try ExpatParser(part, handler)
    while try parser.step() {}
  }

  /// Parses one more chunk; `false` at the end of the part.
  func step() throws(XLSXError) -> Bool {
    guard let buffer = XML_GetBuffer(parser, Int32(Self.chunkSize)) else {
      throw failure ?? XLSXError(.syntax("out of memory"), part: part.name)
    }
    let count = try part.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Self.chunkSize))
    let isLast = count == 0
    fed += count
    guard XML_ParseBuffer(parser, Int32(count), isLast ? 1 : 0) == XML_STATUS_OK else {
      throw failure ?? place(.syntax(String(cString: XML_ErrorString(XML_GetErrorCode(parser)))))
    }
    // What expat holds back is one token that is not complete.
    if fed - Int(XML_GetCurrentByteIndex(parser)) > Self.markupLimit + Self.chunkSize {
      throw place(.markupTooLong(limit: Self.markupLimit))
    }
    return !isLast
  }

  private static func of(_ user: UnsafeMutableRawPointer) -> ExpatParser {
    Unmanaged<ExpatParser>.fromOpaque(user).takeUnretainedValue()
  }

  private func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    if depth > Self.depthLimit { return fail(.tooDeep(limit: Self.depthLimit)) }
    attempt { () throws(XLSXError) in try handler.begin(name, attributes) }
  }

  private func end(_ name: XMLName) {
    depth -= 1
    attempt { () throws(XLSXError) in try handler.end(name) }
  }

  private func text(_ text: UnsafePointer<CChar>, _ count: Int) {
    let bytes = UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: count)
    attempt { () throws(XLSXError) in try handler.text(bytes) }
  }

  private func attempt(_ body: () throws(XLSXError) -> Void) {
    guard failure == nil else { return }
    do { try body() } catch { fail(error.reason) }
  }

  private func fail(_ reason: XLSXError.Reason) {
    guard failure == nil else { return }
    failure = place(reason)
    XML_StopParser(parser, 0)
  }

  private func place(_ reason: XLSXError.Reason) -> XLSXError {
    XLSXError(
      reason, part: part.name, line: Int(XML_GetCurrentLineNumber(parser)),
      column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
  }
}
