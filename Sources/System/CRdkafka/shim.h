#pragma once

#include <librdkafka/rdkafka.h>

// Macros with casts, which Swift does not import.
static const int32_t rdk_partition_any = RD_KAFKA_PARTITION_UA;
static const int64_t rdk_offset_beginning = RD_KAFKA_OFFSET_BEGINNING;
static const int64_t rdk_offset_end = RD_KAFKA_OFFSET_END;
static const int64_t rdk_offset_stored = RD_KAFKA_OFFSET_STORED;
static const int64_t rdk_offset_invalid = RD_KAFKA_OFFSET_INVALID;
static const int rdk_copy = RD_KAFKA_MSG_F_COPY;
static const int rdk_purge_all = RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT;
static const int rdk_no_consumer_close = RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE;
