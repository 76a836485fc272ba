-- What wrk sends, for every cell of the table: the requests in the file BENCH_REQUESTS, one a line (method, path, key
-- and body, with tabs between them), in random order. With BENCH_NUMBER it sends the first one only, and puts a number
-- that is one higher each time in place of NNNNNNNNN. All requests are put together before the start, so that
-- choosing one costs the load generator next to nothing.

local requests = {}
local number = tonumber(os.getenv("BENCH_NUMBER"))
local before, between, after

local function format(line)
   local method, path, key, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)$")
   local headers = {}
   if key ~= "" then headers["Authorization"] = "Bearer " .. key end
   if body ~= "" then headers["Content-Type"] = "application/json" end
   return wrk.format(method, path, headers, body)
end

function init()
   for line in io.lines(os.getenv("BENCH_REQUESTS")) do requests[#requests + 1] = format(line) end
   math.randomseed(tonumber(os.getenv("BENCH_SEED")))
   if number then before, after = requests[1]:match("^(.-)NNNNNNNNN(.*)$") end
end

function request()
   if number then
      number = number + 1
      return before .. number .. after
   end
   return requests[math.random(#requests)]
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '{"replies":%d,"us":%d,"p50":%d,"p99":%d,"bad":%d,"broken":%d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
