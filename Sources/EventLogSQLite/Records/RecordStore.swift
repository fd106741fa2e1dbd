import Crypto
import Database
import EventLog

/// Records in the file: the statements, inside whatever transaction the caller has.
enum RecordStore {
  /// Appends and gives each record its offset.
  ///
  /// - Returns: where each record stands, in the order in which the plan was made.
  static func append(_ plan: AppendPlan, on connection: any SQLConnection) throws -> [RecordCoordinates] {
    var places = [RecordCoordinates?](repeating: nil, count: plan.count)
    for share in plan.shares {
      let high = try connection.scalar(
        "UPDATE partitions SET high = high + $2 WHERE id = $1 RETURNING high", .integer(share.id),
        SQLValue(share.records.count), as: Int64.self)
      guard let high else { throw EventLogError.unknownPartition(share.partition) }
      var offset = high - Int64(share.records.count)
      for record in share.records {
        let id = RecordID(partition: share.id, offset: offset).raw
        try connection.execute(
          "INSERT INTO records (id, timestamp, key, value, headers, digest) VALUES ($1, $2, $3, $4, $5, $6)",
          [
            .integer(id), .integer(record.timestamp), SQLValue(record.key), SQLValue(record.value),
            SQLValue(record.headers), .integer(record.digest.stored(at: id)),
          ])
        places[record.place] = RecordCoordinates(share.partition, offset)
        offset += 1
      }
    }
    return places.compactMap { $0 }
  }

  /// Reads records of one partition in order until a limit is reached.
  ///
  /// A record whose digest is wrong ends the reading: what stands before it is given, and it is thrown when it comes first.
  ///
  /// - Returns: the offset to go on from; `nil` when there are no more records.
  @discardableResult
  static func read(
    _ partition: TopicPartition, id: Int64, from offset: Int64, maxRecords: Int, bytes: inout Int, maxBytes: Int,
    into records: inout [ConsumedRecord], digest algorithm: DigestAlgorithm, on connection: any SQLConnection
  ) throws -> Int64? {
    let start = records.count
    var wasCut = false
    var digester = RecordDigester(algorithm)
    try connection.forEachRow(
      """
      SELECT id, timestamp, key, value, headers, digest FROM records WHERE id >= $1 AND id < $2 ORDER BY id LIMIT $3
      """,
      [
        .integer(RecordID(partition: id, offset: offset).raw), .integer(RecordID(partition: id + 1, offset: 0).raw),
        SQLValue(maxRecords),
      ]
    ) { row in
      let raw = try row.get(0, as: Int64.self)
      let at = RecordCoordinates(partition, RecordID(raw: raw).offset)
      let timestamp = try row.get(1, as: Int64.self)
      let key = try row.get(2, as: [UInt8]?.self)
      let value = try row.get(3, as: [UInt8]?.self)
      let headers = try row.get(4, as: [UInt8]?.self)
      let digest = digester.digest(timestamp: timestamp, key: key, value: value, headers: headers).stored(at: raw)
      guard try row.get(5, as: Int64.self) == digest else {
        if records.count > start {
          wasCut = true
          return false
        }
        throw EventLogError.corrupted(at, "the digest does not fit the record")
      }
      records.append(
        ConsumedRecord(
          coordinates: at, timestamp: timestamp, key: key, value: value, headers: try HeaderCodec.decode(headers)))
      bytes += (key?.count ?? 0) + (value?.count ?? 0) + (headers?.count ?? 0)
      wasCut = bytes >= maxBytes || records.count - start >= maxRecords
      return !wasCut
    }
    guard wasCut, let last = records.last else { return nil }
    return last.coordinates.offset + 1
  }

  static func watermarks(_ id: Int64, on connection: any SQLConnection) throws -> Watermarks? {
    try connection.queryOne("SELECT low, high FROM partitions WHERE id = $1", .integer(id)) { row in
      Watermarks(low: try row.get(0), high: try row.get(1))
    }
  }
}
