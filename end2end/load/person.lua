-- Asks like the persons whose cookies are in a file, one a line: one of the paths, a part of the session of one to forty
-- minutes, then a pause.
local pause, paths, cookies = 0, {}, {}

function init(args)
  math.randomseed(1)
  pause = tonumber(args[1])
  for cookie in io.lines(args[2]) do cookies[#cookies + 1] = cookie end
  for i = 3, #args do paths[#paths + 1] = args[i] end
end

function delay() return math.random(0, pause) end

function request()
  local from = math.random(0, 3000000)
  local to = from + math.random(60000, 2400000)
  local path = paths[math.random(#paths)]:gsub('FROM', from):gsub('TO', to)
  return wrk.format('GET', path, { Cookie = cookies[math.random(#cookies)] })
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'measured {"requests":%d,"errors":%d,"p50_ms":%.1f,"p99_ms":%.1f,"most_ms":%.1f}\n',
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
