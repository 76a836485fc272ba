-- What wrk sends, for every cell of the table; the environment says which cell. All requests are put together
-- before the start, so that choosing a team costs the load generator next to nothing.

local requests = {}

function init()
   local headers = {}
   if os.getenv("BENCH_KEY") then headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY") end
   local method, path, body = os.getenv("BENCH_METHOD"), os.getenv("BENCH_PATH"), os.getenv("BENCH_BODY")
   for team = tonumber(os.getenv("BENCH_FIRST")), tonumber(os.getenv("BENCH_LAST")) do
      requests[#requests + 1] = wrk.format(method, path:format(team), headers, body)
   end
   math.randomseed(tonumber(os.getenv("BENCH_SEED")))
end

function request()
   return requests[math.random(#requests)]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"replies":%d,"us":%d,"p50":%d,"p99":%d,"bad":%d,"broken":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
