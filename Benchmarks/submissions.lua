-- Distinct submissions of about 750 bytes, each thread and run with keys of its own. wrk calls these functions by name.
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

local words = string.rep("小区门口的路灯坏了三天没有人修，晚上很黑，", 9)
local run = os.getenv("BENCH_RUN") or "0"
local count = 0

function request()
  count = count + 1
  local body = string.format(
    '{"source":"bench","external_id":"%s-%d-%d","region":"441802","received_at":"2026-11-20T09:00:00+08:00","text":"%s请处理。第%d号"}',
    run, number, count, words, count)
  return wrk.format("POST", "/v1/submissions?kind=hotline", { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"rate":%.1f,"p99_ms":%.2f,"refused":%d,"broken":%d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
