-- CLAIM UNHELD CONTENTS: takes objects that nobody holds and whose time has come onto the list of those to delete. Nobody
-- can hold them from then on.
--
-- KEYS[1] zset of unheld objects   KEYS[2] zset of objects to delete, by when to try
-- ARGV[1] now, ms   [2] how many at most   [3] when to try again what is not deleted now, ms
-- Returns the keys to delete: leftovers whose time has come first, then those claimed now. None is returned again before [3].
local limit, again = tonumber(ARGV[2]), ARGV[3]
local keys = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, limit)
for _, key in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, limit - #keys)) do
  redis.call('ZREM', KEYS[1], key)
  keys[#keys + 1] = key
end
for _, key in ipairs(keys) do redis.call('ZADD', KEYS[2], again, key) end
return keys
