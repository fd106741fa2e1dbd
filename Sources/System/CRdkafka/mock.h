#pragma once

#include "shim.h"
#include <librdkafka/rdkafka_mock.h>

// The original is variadic, which Swift cannot call. One error (0: none) after a delay in milliseconds.
static inline rd_kafka_resp_err_t rdk_mock_push_broker_error(rd_kafka_mock_cluster_t *cluster, int32_t broker,
                                                             int16_t api, rd_kafka_resp_err_t error, int delay) {
  return rd_kafka_mock_broker_push_request_error_rtts(cluster, broker, api, 1, error, delay);
}
