import Testing

@testable import Formats

/// Every kind of error says its place and its cause, and has a name of its own for machines.
@Suite struct ErrorWordsTests {
  @Test(arguments: [
    (CSVError.Reason.bareQuote, "a quote inside an unquoted field"), (.textAfterQuote, "text after a closing quote"),
    (.unterminatedQuote, "the quote is never closed"), (.fieldTooLong(limit: 9), "the field is longer than 9 bytes"),
    (.rowTooLong(limit: 9), "the row is longer than 9 bytes"), (.tooManyColumns(limit: 9), "more than 9 columns"),
    (.fragment, "a part of the refused row before it"),
  ])
  func csv(_ reason: CSVError.Reason, _ words: String) {
    let error = CSVError(reason: reason, rowLine: 2, line: 3, column: 4, field: 1, offset: 30)
    #expect(error.description == "3:4: field 2: \(words)")
  }

  @Test(arguments: [
    (BadSequence.Reason.malformed, "not UTF-8"), (.truncated, "the input ends inside a character of UTF-8"),
    (.loneSurrogate, "half of a surrogate pair"), (.byte80, "not GB18030 (the euro sign of code page 936?)"),
  ])
  func encoding(_ reason: BadSequence.Reason, _ words: String) {
    let error = BadSequence(
      reason: reason, encoding: .utf8, bytes: [0x0A, 0xFF], offset: 7, outputOffset: 9, line: 1, column: 3)
    #expect(error.description == "1:3: byte 7: 0A FF: \(words)")
    #expect(TextDecodingError.badSequence(error).description == error.description)
  }

  @Test func namesForMachinesDiffer() {
    let json: [JSONError.Reason] = [
      .tooLarge(limit: 1), .tooDeep(limit: 1), .tooManyKeys(limit: 1), .invalidUTF8, .byteOrderMark, .unexpectedEnd,
      .unexpectedCharacter, .trailingComma, .trailingContent, .duplicateKey, .controlCharacter, .badEscape,
      .loneSurrogate, .badNumber, .integerOutOfRange, .notAnInteger, .numberOutOfRange,
      .wrongKind(expected: .array, found: .null),
    ]
    let yaml: [YAMLError.Reason] = [
      .tooLarge(limit: 1), .tooManyNodes(limit: 1), .tooDeep(limit: 1), .invalidUTF8, .syntax(""), .aliasRefused,
      .tagRefused(""), .severalDocuments, .keyIsNotScalar, .duplicateKey(""), .missingKey(""),
      .unknownKey("", known: []), .wrongType(expected: "", found: ""), .invalidValue(""),
    ]
    let csv: [CSVError.Reason] = [
      .bareQuote, .textAfterQuote, .unterminatedQuote, .fieldTooLong(limit: 1), .rowTooLong(limit: 1),
      .tooManyColumns(limit: 1), .fragment,
    ]
    let xlsx: [XLSXError.Reason] = [
      .unreadable(""), .oldOrEncrypted, .notZip, .missingPart, .damaged(""), .syntax(""), .doctypeRefused,
      .markupTooLong(limit: 1), .tooDeep(limit: 1), .unpackedTooLarge(limit: 1), .packedTooTightly(limit: 1),
      .sharedStringsTooLarge(limit: 1), .rowTooLong(limit: 1), .tooManyRows(limit: 1), .tooManyColumns(limit: 1),
      .tooManySheets(limit: 1), .tooManyParts(limit: 1), .badReference(""), .noSuchSheet(""),
    ]
    let mark = SourceMark(file: "f", line: 1, column: 1)
    for (codes, count) in [
      (json.map { JSONError(reason: $0, offset: 0, line: 1, column: 1, path: "$").code }, json.count),
      (yaml.map { YAMLError(reason: $0, mark: mark).code }, yaml.count),
      (csv.map { CSVError(reason: $0, rowLine: 1, line: 1, column: 1, field: 0, offset: 0).code }, csv.count),
      (xlsx.map { XLSXError($0).code }, xlsx.count),
    ] {
      #expect(Set(codes).count == count)
      #expect(codes.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    }
    let words = json.map { JSONError(reason: $0, offset: 0, line: 2, column: 3, path: "$.a").description }
    #expect(Set(words).count == json.count && words.allSatisfy { $0.hasPrefix("2:3: $.a: ") })
    #expect(Set(yaml.map { YAMLError(reason: $0, mark: mark).message }).count >= yaml.count - 1)
    #expect(Set(xlsx.map { XLSXError($0).description }).count >= xlsx.count - 3)
    #expect(
      XLSXError(.rowTooLong(limit: 5), part: "p", line: 1, column: 2).description
        == "p:1:2: a row with more than 5 bytes of text")
  }
}
