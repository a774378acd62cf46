-- WORKER BEAT: a live worker's entry in the register, by Redis' own clock, so that clocks of machines need not agree.
--
-- KEYS[1] zset of worker ids by last beat   KEYS[2] hash of what they said about themselves
-- ARGV[1] worker id   [2] its description, JSON   [3] entries older than this are forgotten, ms
-- Returns 1.
local time = redis.call('TIME')
local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZADD', KEYS[1], now_ms, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. (now_ms - tonumber(ARGV[3])))) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('HDEL', KEYS[2], id)
end
return 1
