-- LIVE WORKERS: descriptions of the workers whose last beat is recent.
--
-- KEYS[1] zset of worker ids by last beat   KEYS[2] hash of what they said about themselves
-- ARGV[1] how recent, ms
-- Returns description, description, ...
local time = redis.call('TIME')
local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local live = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now_ms - tonumber(ARGV[1]), '+inf')) do
  local about = redis.call('HGET', KEYS[2], id)
  if about then live[#live + 1] = about end
end
return live
