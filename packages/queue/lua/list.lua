-- LIST: one page of a listing, newest first.
--
-- KEYS[1] index zset
-- ARGV[1] how many   [2] creation time of the last entry seen, '' to begin   [3] its id
-- Returns id, score, id, score, ... The entry named need not exist any more. Ids of one millisecond follow each other
-- in reverse order of their names, as the zset holds them.
local first = 0
if ARGV[2] ~= '' then
  first = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[2], '+inf')
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[2], ARGV[2])) do
    if id >= ARGV[3] then first = first + 1 end
  end
end
return redis.call('ZREVRANGE', KEYS[1], first, first + tonumber(ARGV[1]) - 1, 'WITHSCORES')
