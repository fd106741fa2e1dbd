import HTTPServer
import Testing

/// What libmicrohttpd lets through and this server must not, and what it must.
@Suite struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var request: String
    var status: Int

    init(_ name: String, _ request: String, _ status: Int) {
      self.name = name
      self.request = request
      self.status = status
    }

    var testDescription: String { name }
  }

  static let host = "Host: a\r\n"

  static let refused: [Case] = [
    Case(
      "both lengths", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400),
    Case(
      "both lengths, other order",
      "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400),
    Case("two lengths", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400),
    Case("two equal lengths", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
    Case("two hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    Case("no host", "GET /hello HTTP/1.1\r\nAccept: */*\r\n\r\n", 400),
    Case("no fields", "GET /hello HTTP/1.1\r\n\r\n", 400),
    Case("host with a space", "GET /hello HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    Case(
      "two codings",
      "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    Case("gzip, chunked", "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
    Case("identity", "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: identity\r\n\r\n", 501),
    Case("xchunked", "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n", 501),
    Case("coding in 1.0", "POST /echo HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    Case("folded field", "GET /hello HTTP/1.1\r\n\(host)X-A: b\r\n c\r\n\r\n", 400),
    Case("folded with a tab", "GET /hello HTTP/1.1\r\nX-A: b\r\n\tc\r\n\(host)\r\n", 400),
    Case("folded last field", "GET /hello HTTP/1.1\r\n\(host)X-A:\r\n b\r\n\r\n", 400),
    Case("space before colon", "POST /echo HTTP/1.1\r\n\(host)Content-Length : 3\r\n\r\nabc", 400),
    Case("tab before colon", "POST /echo HTTP/1.1\r\n\(host)Content-Length\t: 3\r\n\r\nabc", 400),
    Case("space before name", "GET /hello HTTP/1.1\r\n X: y\r\n\(host)\r\n", 400),
    Case("empty name", "GET /hello HTTP/1.1\r\n\(host): y\r\n\r\n", 400),
    Case("name with a bracket", "GET /hello HTTP/1.1\r\n\(host)X(y): y\r\n\r\n", 400),
    Case("NUL in the path", "GET /hello\0x HTTP/1.1\r\n\(host)\r\n", 400),
    Case("NUL in a value", "GET /hello HTTP/1.1\r\n\(host)X: a\0b\r\n\r\n", 400),
    Case("NUL in a name", "GET /hello HTTP/1.1\r\n\(host)X\0: ab\r\n\r\n", 400),
    Case("NUL in the method", "GET\0 /hello HTTP/1.1\r\n\(host)\r\n", 400),
    Case("NUL in the version", "GET /hello HTTP/1.1\0\r\n\(host)\r\n", 400),
    Case("%00 in the path", "GET /hello%00x HTTP/1.1\r\n\(host)\r\n", 400),
    Case("%00 in the query", "GET /hello?a=%00 HTTP/1.1\r\n\(host)\r\n", 400),
    Case("control character in a value", "GET /hello HTTP/1.1\r\n\(host)X: a\u{1}b\r\n\r\n", 400),
    Case("bare CR in a value", "GET /hello HTTP/1.1\r\n\(host)X: a\rY: b\r\n\r\n", 400),
    Case("bare LF", "GET /hello HTTP/1.1\r\n\(host)X: a\nY: b\r\n\r\n", 400),
    Case("bare LF behind the line", "GET /hello HTTP/1.1\n\(host)\r\n", 400),
    Case("bare LF at the end", "GET /hello HTTP/1.1\r\n\(host)\n", 400),
    Case("unknown method", "BREW /hello HTTP/1.1\r\n\(host)\r\n", 501),
    Case("small letters", "get /hello HTTP/1.1\r\n\(host)\r\n", 501),
    Case("TRACE", "TRACE /hello HTTP/1.1\r\n\(host)\r\n", 501),
    Case("CONNECT", "CONNECT a:80 HTTP/1.1\r\n\(host)\r\n", 501),
    Case("overlong method", "\(String(repeating: "A", count: 1_000)) /hello HTTP/1.1\r\n\(host)\r\n", 501),
    Case("bad percent", "GET /hel%zzlo HTTP/1.1\r\n\(host)\r\n", 400),
    Case("cut percent", "GET /hello% HTTP/1.1\r\n\(host)\r\n", 400),
    Case("cut percent 2", "GET /hello%4 HTTP/1.1\r\n\(host)\r\n", 400),
    Case("bad UTF-8", "GET /%ff%fe HTTP/1.1\r\n\(host)\r\n", 400),
    Case("overlong UTF-8", "GET /%c0%af HTTP/1.1\r\n\(host)\r\n", 400),
    Case("surrogate", "GET /%ed%a0%80 HTTP/1.1\r\n\(host)\r\n", 400),
    Case("bad UTF-8 in the query", "GET /hello?a=%80 HTTP/1.1\r\n\(host)\r\n", 400),
    Case("dot segments", "GET /a/../hello HTTP/1.1\r\n\(host)\r\n", 400),
    Case("encoded dot segments", "GET /a/%2e%2e/hello HTTP/1.1\r\n\(host)\r\n", 400),
    Case("fragment", "GET /hello#x HTTP/1.1\r\n\(host)\r\n", 400),
    Case("space in the target", "GET /hello x HTTP/1.1\r\n\(host)\r\n", 400),
    Case("two spaces", "GET  /hello HTTP/1.1\r\n\(host)\r\n", 400),
    Case("trailing space", "GET /hello HTTP/1.1 \r\n\(host)\r\n", 400),
    Case("no slash", "GET hello HTTP/1.1\r\n\(host)\r\n", 400),
    Case("star for GET", "GET * HTTP/1.1\r\n\(host)\r\n", 400),
    Case("1.2", "GET /hello HTTP/1.2\r\n\(host)\r\n", 505),
    Case("2.0", "GET /hello HTTP/2.0\r\n\(host)\r\n", 505),
    Case("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    Case("letters as length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: abc\r\n\r\n", 400),
    Case("negative length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", 400),
    Case("signed length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: +3\r\n\r\nabc", 400),
    Case("list of lengths", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3, 3\r\n\r\nabc", 400),
    Case("empty length", "POST /echo HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n", 400),
    Case("hexadecimal length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 0x3\r\n\r\nabc", 400),
    Case("length with a space", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 3 3\r\n\r\nabc", 400),
    Case("length beyond 2^64", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999\r\n\r\n", 413),
    Case("bad chunk size", "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", 400),
    Case(
      "no line end behind a chunk",
      "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n3\r\nabcXX0\r\n\r\n", 400),
    Case("too long for the route", "POST /small HTTP/1.1\r\n\(host)Content-Length: 1001\r\n\r\n", 413),
    Case("long target", "GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\n\(host)\r\n", 414),
    Case("long field", "GET /hello HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 40_000))\r\n\r\n", 431),
    Case("many fields", "GET /hello HTTP/1.1\r\n\(host)\(String(repeating: "X: y\r\n", count: 1_000))\r\n", 431),
  ]

  @Test func refuses() async throws {
    try await withServer { _, address in
      for item in Self.refused {
        let answer = try await exchange(address, item.request)
        #expect(answer?.hasPrefix("HTTP/1.1 \(item.status) ") == true, "\(item.name): \(answer ?? "no end")")
        #expect(answer?.contains("hello") != true, "\(item.name)")
      }
      let after = try await exchange(address, "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(after?.hasSuffix("\r\n\r\nhello") == true)
    }
  }

  static let close = "Connection: close\r\n"

  static let accepted: [Case] = [
    Case("plain", "GET /hello HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case("empty line in front", "\r\nGET /hello HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case("no space behind the colon", "GET /hello HTTP/1.1\r\nHost:a\r\n\(close)\r\n", 200),
    Case("spaces around the value", "GET /hello HTTP/1.1\r\nHost:  \t a \t \r\n\(close)\r\n", 200),
    Case("empty value", "GET /hello HTTP/1.1\r\n\(host)X:\r\n\(close)\r\n", 200),
    Case("colon in a value", "GET /hello HTTP/1.1\r\nHost: a:80\r\nX: b:c\r\n\(close)\r\n", 200),
    Case("host with an IPv6 address", "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\(close)\r\n", 200),
    Case("Chinese in a value", "GET /hello HTTP/1.1\r\n\(host)X: 分流\r\n\(close)\r\n", 200),
    Case("cookies", "GET /hello HTTP/1.1\r\n\(host)Cookie: a=b; c=\"d\"\r\n\(close)\r\n", 200),
    Case("1.0", "GET /hello HTTP/1.0\r\n\r\n", 200),
    Case("query", "GET /hello?a=b&c&d=%e5%88%86+x HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case("absolute form", "GET http://a/hello HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case("encoded letters", "GET /h%65llo HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case("Chinese in the path", "GET /v1/cases/分流 HTTP/1.1\r\n\(host)\(close)\r\n", 200),
    Case(
      "long field", "GET /hello HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 12_000))\r\n\(close)\r\n", 200),
    Case("many fields", "GET /hello HTTP/1.1\r\n\(host)\(String(repeating: "X: y\r\n", count: 100))\(close)\r\n", 200),
    Case("leading zeros", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 0003\r\n\(close)\r\nabc", 200),
    Case(
      "chunk extension",
      "POST /echo HTTP/1.1\r\n\(host)\(close)Transfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\n\r\n", 200),
    Case(
      "trailers",
      "POST /echo HTTP/1.1\r\n\(host)\(close)Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n", 200),
    Case("body on GET", "GET /hello HTTP/1.1\r\n\(host)\(close)Content-Length: 3\r\n\r\nabc", 200),
    Case("unknown path", "GET /nowhere HTTP/1.1\r\n\(host)\(close)\r\n", 404),
    Case("wrong method", "DELETE /hello HTTP/1.1\r\n\(host)\(close)\r\n", 405),
    Case("OPTIONS", "OPTIONS /hello HTTP/1.1\r\n\(host)\(close)\r\n", 204),
    Case("OPTIONS of all", "OPTIONS * HTTP/1.1\r\n\(host)\(close)\r\n", 204),
  ]

  @Test func accepts() async throws {
    try await withServer { _, address in
      for item in Self.accepted {
        let answer = try await exchange(address, item.request)
        #expect(answer?.hasPrefix("HTTP/1.1 \(item.status) ") == true, "\(item.name): \(answer ?? "no end")")
      }
    }
  }

  /// A head that trickles in byte by byte moves the reader's buffer about; the check of places must hold.
  @Test func acceptsAHeadInPieces() async throws {
    try await withServer { _, address in
      let request = "GET /hello HTTP/1.1\r\n\(Self.host)X: \(String(repeating: "b", count: 9_000))\r\n\(Self.close)\r\n"
      let answer = try await onThread {
        let client = try RawClient(address)
        var rest = Array(request.utf8)[...]
        while !rest.isEmpty {
          client.send(Array(rest.prefix(301)))
          rest = rest.dropFirst(301)
        }
        return client.receiveAll()
      }
      #expect(answer?.hasSuffix("hello") == true)
    }
  }
}
