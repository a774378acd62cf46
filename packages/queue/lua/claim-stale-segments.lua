-- CLAIM STALE SEGMENTS: takes keys unused since the cutoff out of a tenant's index and onto its list of objects to
-- delete, in one step, so that nobody finds a segment whose object is about to go and none is forgotten on the way.
--
-- KEYS[1] index zset (key by last use)   KEYS[2] zset of keys to delete, by when to try   KEYS[3] set of tenants with segments
-- ARGV[1] cutoff, ms   [2] now, ms   [3] how many at most   [4] tenant   [5] when to try again what is not deleted now, ms
-- Returns the keys to delete: leftovers whose time has come first, then those claimed now. None is returned again before
-- [5]. A key that was rendered again in the meantime is dropped from the list instead of being returned. A tenant with
-- neither is forgotten.
if redis.call('EXISTS', KEYS[1], KEYS[2]) == 0 then
  redis.call('SREM', KEYS[3], ARGV[4])
  return {}
end

local limit, again = tonumber(ARGV[3]), ARGV[5]
local keys = {}
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, limit)) do
  if redis.call('ZSCORE', KEYS[1], key) then
    redis.call('ZREM', KEYS[2], key)
  else
    redis.call('ZADD', KEYS[2], again, key)
    keys[#keys + 1] = key
  end
end
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1], 'LIMIT', 0, limit - #keys)) do
  redis.call('ZREM', KEYS[1], key)
  redis.call('ZADD', KEYS[2], again, key)
  keys[#keys + 1] = key
end
return keys
