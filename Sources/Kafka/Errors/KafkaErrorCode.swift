import CRdkafka

extension KafkaError {
  /// librdkafka's number for an error: the broker's own from -1 up, the library's from -2 down.
  public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    public var rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    init(_ code: rd_kafka_resp_err_t) { rawValue = code.rawValue }

    var library: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue) }

    /// The library's name for it, for example `_TIMED_OUT` or `UNKNOWN_TOPIC_OR_PART`.
    public var name: String { String(cString: rd_kafka_err2name(library)) }

    public var description: String { name }

    public static let none = Code(RD_KAFKA_RESP_ERR_NO_ERROR)
    public static let timedOut = Code(RD_KAFKA_RESP_ERR__TIMED_OUT)
    public static let messageTimedOut = Code(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    public static let transport = Code(RD_KAFKA_RESP_ERR__TRANSPORT)
    public static let allBrokersDown = Code(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    public static let queueFull = Code(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    public static let purgedFromQueue = Code(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
    public static let purgedInFlight = Code(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
    public static let fatal = Code(RD_KAFKA_RESP_ERR__FATAL)
    public static let fenced = Code(RD_KAFKA_RESP_ERR__FENCED)
    public static let state = Code(RD_KAFKA_RESP_ERR__STATE)
    public static let invalidArgument = Code(RD_KAFKA_RESP_ERR__INVALID_ARG)
    public static let conflict = Code(RD_KAFKA_RESP_ERR__CONFLICT)
    public static let destroyed = Code(RD_KAFKA_RESP_ERR__DESTROY)
    public static let unknownTopic = Code(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
    public static let unknownPartition = Code(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
    public static let unknownTopicOrPartition = Code(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    public static let topicAlreadyExists = Code(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
    public static let invalidPartitions = Code(RD_KAFKA_RESP_ERR_INVALID_PARTITIONS)
    public static let messageTooLarge = Code(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    public static let noOffset = Code(RD_KAFKA_RESP_ERR__NO_OFFSET)
    public static let offsetOutOfRange = Code(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
    public static let offsetReset = Code(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
    public static let assignmentLost = Code(RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST)
    public static let illegalGeneration = Code(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
    public static let unknownMember = Code(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
    public static let rebalanceInProgress = Code(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
    public static let fencedInstance = Code(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
    public static let producerFenced = Code(RD_KAFKA_RESP_ERR_PRODUCER_FENCED)
    public static let invalidProducerEpoch = Code(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH)
    public static let outOfOrderSequence = Code(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER)
    public static let concurrentTransactions = Code(RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS)
    public static let coordinatorNotAvailable = Code(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE)
    public static let coordinatorLoading = Code(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
    public static let notCoordinator = Code(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
    public static let notLeader = Code(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION)
    public static let notEnoughReplicas = Code(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS)
    public static let maxPollExceeded = Code(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED)
    public static let topicAuthorizationFailed = Code(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    public static let invalidTransactionState = Code(RD_KAFKA_RESP_ERR_INVALID_TXN_STATE)
  }
}
