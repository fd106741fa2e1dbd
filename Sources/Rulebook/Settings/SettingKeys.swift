import Casework

extension Settings {
  /// Every setting there is, in the order of `Config/fenliu.yaml`.
  public static let keys: [SettingKey] = dataKeys + httpKeys + flowKeys + loggingKeys

  private static let dataKeys: [SettingKey] = [
    .text(
      "data.folder", \.data.folder, rule: Bilingual("文件夹路径，不能为空", "the path of a folder, not empty"),
      Bilingual(
        "数据文件夹：日志、案卷库、密钥和本机套接字；相对路径从运行处算起",
        "the data folder: log, Casebook, keys and the local socket; a relative path counts from where the program runs"),
      allows: { !$0.isEmpty && !$0.contains("\0") }),
    .text(
      "numbers.prefix", \.numbers.prefix, rule: Bilingual("1 到 4 个大写字母", "one to four capital letters"),
      Bilingual("受理编号前的城市代号；启用后不要更改", "the letters before registration numbers; not to be changed once in use"),
      allows: { (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } }),
    .choice(
      "crypto.suite", \.crypto.suite,
      Bilingual(
        "摘要和密封的算法：international 为 SHA-256 和 AES-256-GCM，national 为 SM3 和 SM4",
        "algorithms of digests and seals: international is SHA-256 and AES-256-GCM, national is SM3 and SM4")),
    .optionalText(
      "kafka.bootstrap", \.kafka.bootstrap,
      rule: Bilingual("主机:端口，多个用逗号分开", "host:port, several with commas"),
      Bilingual(
        "Kafka 集群的地址；留空则用数据文件夹中的内嵌日志",
        "addresses of a Kafka cluster; empty: the embedded log in the data folder"),
      allows: isServerList),
    .optionalText(
      "kafka.cluster_id", \.kafka.clusterID, rule: Bilingual("集群标识，不能有空白", "an id without blanks"),
      Bilingual(
        "集群标识；设置后，管理主题的命令拒绝别的集群", "the cluster's id; when set, the commands about topics refuse another cluster"),
      allows: { !$0.isEmpty && !$0.contains(where: \.isWhitespace) }),
    .pairs(
      "kafka.properties", \.kafka.properties,
      Bilingual(
        "交给 librdkafka 的其他属性，例如 TLS 和 SASL；值可能是机密，任何输出都不显示",
        "further properties for librdkafka, such as those of TLS and SASL; values can be secrets and are printed nowhere"
      )),
  ]

  private static let httpKeys: [SettingKey] = [
    .text(
      "http.address", \.http.address, rule: Bilingual("本机回环地址：127.0.0.1 或 ::1", "the loopback: 127.0.0.1 or ::1"),
      Bilingual("监听地址；有账号之前只能是本机回环地址", "where HTTP listens; the loopback only until there are accounts"),
      allows: { !$0.isEmpty }),
    .integer(
      "http.port", \.http.port, 0...65_535, Bilingual("监听端口；0 为任意空闲端口", "where HTTP listens; 0 is any free port")),
    .integer(
      "http.connections", \.http.connections, 1...100_000, Bilingual("同时连接数上限", "connections at the same time")),
    .integer(
      "http.requests_in_flight", \.http.requestsInFlight, 1...100_000,
      Bilingual("同时办理的请求数上限，超过的答复 503", "requests at work at the same time; one more is answered 503")),
    .integer("http.threads", \.http.threads, 1...64, Bilingual("网络线程数", "threads of the transport")),
    .integer(
      "http.body_limit", \.http.bodyLimit, 1...65_536, unit: Bilingual("MiB", "MiB"),
      Bilingual("请求正文的大小上限，超过的答复 413", "how large a request's body may be; a larger one is answered 413")),
    .integer(
      "http.body_seconds", \.http.bodySeconds, 1...86_400, unit: Bilingual("秒", "seconds"),
      Bilingual("请求正文须在此时间内收完", "a request's body must be there within this time")),
    .integer(
      "http.idle_seconds", \.http.idleSeconds, 1...3_600, unit: Bilingual("秒", "seconds"),
      Bilingual("空闲连接的保留时间", "how long an idle connection is kept")),
    .integer(
      "http.drain_seconds", \.http.drainSeconds, 0...3_600, unit: Bilingual("秒", "seconds"),
      Bilingual("停止时等待未完成请求的时间", "how long a stop waits for requests at work")),
  ]

  private static let flowKeys: [SettingKey] = [
    .integer(
      "intake.batch", \.intake.batch, 1...100_000, Bilingual("一次落盘的来件数", "submissions in one transaction")),
    .integer(
      "intake.queue", \.intake.queue, 1...1_000_000,
      Bilingual("等待落盘的来件数上限，超过的答复 429", "submissions that may wait for the disk; one more is answered 429")),
    .integer(
      "intake.unpacked_limit", \.intake.unpackedLimit, 1...65_536, unit: Bilingual("MiB", "MiB"),
      Bilingual("XLSX 文件解压后的大小上限", "what an XLSX file may unpack to")),
    .integer(
      "router.batch", \.router.batch, 1...100_000, Bilingual("分流一批的记录数", "records that the router finishes in one step")
    ),
    .integer(
      "handlers.batch", \.handlers.batch, 1...100_000,
      Bilingual("立案一批的记录数", "records that a handler finishes in one step")),
    .integer(
      "relay.batch", \.relay.batch, 1...100_000, Bilingual("转发一批的事件数", "events that the relay publishes in one step")),
    .integer(
      "relay.interval", \.relay.interval, 1...60_000, unit: Bilingual("毫秒", "milliseconds"),
      Bilingual("发件箱为空时的等待时间", "how long the relay rests when the outbox was empty")),
    .integer(
      "retention.interval", \.retention.interval, 1...10_080, unit: Bilingual("分钟", "minutes"),
      Bilingual("清理超过保留期的记录的间隔；保留期见 Topics", "how often records past their retention are removed; see Topics")),
    .choice(
      "clocks.change_over", \.clocks.changeOver,
      Bilingual(
        "期限规定修改时，进行中的期限适用哪一版：at_start 为起算时有效的，newest 为计算时有效的",
        "which version of a changed period governs a clock: at_start the one in force at its start, newest the one in force now"
      )),
  ]

  private static let loggingKeys: [SettingKey] = [
    .choice("logging.level", \.logging.level, Bilingual("记录的最低级别", "the lowest level that is logged")),
    .choice(
      "logging.format", \.logging.format,
      Bilingual("运行日志的格式：text 供人阅读，json 供机器", "how log lines are written: text for people, json for machines")),
  ]

  @Sendable private static func isServerList(_ text: String) -> Bool {
    let servers = text.split(separator: ",", omittingEmptySubsequences: false)
    return servers.allSatisfy { server in
      guard let colon = server.lastIndex(of: ":"), colon != server.startIndex,
        let port = Int(server[server.index(after: colon)...])
      else { return false }
      return (1...65_535).contains(port) && !server.contains { $0.isWhitespace }
    }
  }

  /// Whether an address is this machine's own.
  public static func isLoopback(_ address: String) -> Bool {
    if address == "::1" || address == "localhost" { return true }
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
