public import Casework

/// How this installation runs: `Config/fenliu.yaml`, overlaid by `FENLIU_…` variables.
///
/// The values here are the defaults: one process, the embedded log, nothing but the loopback.
public struct Settings: Sendable, Hashable {
  public var data = DataFolder()
  public var http = HTTP()
  public var numbers = Numbers()
  public var crypto = Crypto()
  public var kafka = Kafka()
  public var intake = Intake()
  public var router = Stage(batch: 2_000)
  public var handlers = Stage(batch: 1_000)
  public var relay = Relay()
  public var retention = Retention()
  public var clocks = Clocks()
  public var logging = Logging()

  public struct DataFolder: Sendable, Hashable {
    /// Holds the log, the Casebook, keys, and the socket of the owner.
    public var folder = "data"
  }

  public struct HTTP: Sendable, Hashable {
    public var address = "127.0.0.1"
    /// 0: any free port.
    public var port = 8080
    public var connections = 4_096
    public var requestsInFlight = 1_024
    public var threads = 2
    /// MiB.
    public var bodyLimit = 256
    /// Seconds.
    public var bodySeconds = 600
    public var idleSeconds = 15
    public var drainSeconds = 15
  }

  public struct Numbers: Sendable, Hashable {
    /// The capital letters before registration numbers.
    public var prefix = "QY"
  }

  public struct Crypto: Sendable, Hashable {
    /// `international`: SHA-256 and AES-256-GCM; `national`: SM3 and SM4 (商用密码).
    public enum Suite: String, Sendable, Hashable, CaseIterable { case international, national }

    public var suite = Suite.international
  }

  public struct Kafka: Sendable, Hashable {
    /// `host:port`, several with commas; `nil`: the embedded log.
    public var bootstrap: String?
    /// The id of the only cluster that is meant; `nil`: whichever answers.
    public var clusterID: String?
    /// Further properties of librdkafka by name, for instance of TLS and SASL. They can be secrets.
    public var properties: [String: String] = [:]
  }

  public struct Intake: Sendable, Hashable {
    /// Submissions in one transaction.
    public var batch = 1_000
    /// How many submissions may wait for the disk; one more is answered 429.
    public var queue = 20_000
    /// MiB that an XLSX file may unpack to.
    public var unpackedLimit = 1_024
  }

  public struct Stage: Sendable, Hashable {
    /// Records that are finished in one atomic step.
    public var batch: Int

    public init(batch: Int) {
      self.batch = batch
    }
  }

  public struct Relay: Sendable, Hashable {
    public var batch = 2_000
    /// How long the outbox rests when it was empty, in milliseconds.
    public var interval = 50
  }

  public struct Retention: Sendable, Hashable {
    /// How often records past their topic's retention are removed, in minutes.
    public var interval = 60
  }

  public struct Clocks: Sendable, Hashable {
    /// Which version of a period governs a clock when the law changes.
    public var changeOver = DeadlineTable.ChangeOver.atStart
  }

  public struct Logging: Sendable, Hashable {
    public enum Level: String, Sendable, Hashable, CaseIterable {
      case trace, debug, info, notice, warning, error, critical
    }

    public enum Format: String, Sendable, Hashable, CaseIterable { case text, json }

    public var level = Level.notice
    public var format = Format.text
  }

  public init() {}
}
