import Foundation
import HTTPServer
import Testing

/// Where a server listens, and where it will not.
@Suite struct ListeningTests {
  static func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("h\(UInt32.random(in: 0...UInt32.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
  }

  static func configuration(_ addresses: ListenAddress...) -> HTTPServerConfiguration {
    .test { $0.addresses = addresses }
  }

  @Test func servesAUnixSocketOfItsOwnerOnly() async throws {
    try await Self.withFolder { folder in
      let path = folder + "/socket"
      try await withServer(Self.configuration(.unix(path: path), .tcp(host: "127.0.0.1", port: 0))) { router in
        router.get("/who") { request, _ in
          switch request.remote {
          case .unix(let user): .text("user \(user.map { String($0) } ?? "?")")
          case .tcp(let address, _): .text("tcp \(address)")
          }
        }
      } _: { server, address in
        #expect(address == .unix(path: path))
        var status = stat()
        #expect(lstat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let line = "GET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        try await expectAnswer(from: address, to: line, endsWith: "user \(getuid())")
        try await expectAnswer(from: server.addresses[1], to: line, endsWith: "tcp 127.0.0.1")
      }
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func replacesALeftoverAndNothingElse() async throws {
    try await Self.withFolder { folder in
      let path = folder + "/socket"
      // A socket that nobody listens on, as a killed process leaves it.
      let leftover = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
      let bound = withUnsafePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(leftover, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(bound == 0)
      close(leftover)
      try await withServer(Self.configuration(.unix(path: path))) { _, address in
        let line = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        try await expectAnswer(from: address, to: line, endsWith: "hello")
        // Somebody listens there now.
        await #expect(throws: ListenError.addressInUse(path)) {
          try await HTTPServer(Self.configuration(.unix(path: path)), handler: Router()).start()
        }
        try await expectAnswer(from: address, to: line, endsWith: "hello")
      }
      try Data("kept".utf8).write(to: URL(fileURLWithPath: path))
      await #expect(throws: ListenError.notASocket(path: path)) {
        try await HTTPServer(Self.configuration(.unix(path: path)), handler: Router()).start()
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept")
    }
  }

  @Test func aNewerSocketIsNotRemoved() async throws {
    try await Self.withFolder { folder in
      let path = folder + "/socket"
      try await withServer(Self.configuration(.unix(path: path))) { _, _ in
        try FileManager.default.removeItem(atPath: path)
        try Data("other".utf8).write(to: URL(fileURLWithPath: path))
      }
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func saysWhyItCannotListen() async throws {
    let long = "/tmp/" + String(repeating: "a", count: 200)
    for (address, fits) in [
      (.tcp(host: "example.org", port: 0), { $0 == .invalidAddress("http://example.org:0") }),
      (.tcp(host: "127.0.0.1", port: 70_000), { $0 == .invalidAddress("http://127.0.0.1:70000") }),
      (.tcp(host: "0.0.0.0", port: 0), { $0 == .notLoopback("http://0.0.0.0:0") }),
      (.tcp(host: "::", port: 0), { $0 == .notLoopback("http://[::]:0") }),
      (.tcp(host: "192.0.2.1", port: 0), { $0 == .notLoopback("http://192.0.2.1:0") }),
      (.unix(path: long), { if case .pathTooLong(long, _) = $0 { true } else { false } }),
      (.unix(path: "/nowhere/at/all"), { $0 == .system(call: "bind", address: "/nowhere/at/all", code: ENOENT) }),
    ] as [(ListenAddress, (ListenError) -> Bool)] {
      let error = await #expect(throws: ListenError.self) {
        try await HTTPServer(Self.configuration(address), handler: Router()).start()
      }
      #expect(error.map(fits) == true, "\(address): \(String(describing: error))")
      #expect(error?.description.isEmpty == false)
    }
  }

  @Test func listensEverywhereOrNowhere() async throws {
    try await Self.withFolder { folder in
      let path = folder + "/socket"
      try await withServer { _, taken in
        await #expect(throws: ListenError.addressInUse(taken.description)) {
          try await HTTPServer(Self.configuration(.unix(path: path), taken), handler: Router()).start()
        }
        #expect(!FileManager.default.fileExists(atPath: path))
      }
    }
  }

  @Test func remoteClientsMustBeAskedFor() async throws {
    let configuration = HTTPServerConfiguration.test {
      $0.addresses = [.tcp(host: "0.0.0.0", port: 0)]
      $0.allowsRemoteClients = true
    }
    try await withServer(configuration) { _, address in
      let line = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      try await expectAnswer(from: address, to: line, endsWith: "hello")
    }
  }
}
