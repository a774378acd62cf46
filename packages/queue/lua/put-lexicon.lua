-- PUT LEXICON: makes content the version of a lexicon that holds, and lets go of the oldest version there are too many of.
--
-- KEYS[1] lexicon hash   KEYS[2] zset of the tenant's lexicons, by name
-- ARGV[1] prefix   [2] lexicon id   [3] now, ms   [4] version that must hold now, 0 for none, '' for any
-- ARGV[5] sha256 of the content   [6] its object key   [7] what is told of the version   [8] how many versions are kept
-- ARGV[9] how many lexicons a tenant may have   [10] when what is let go may be deleted, ms
-- Returns 'created', 'changed', 'same' (the version that holds says this already), 'refused' (another version holds),
-- 'full' or 'expired' (the content was reserved too long ago).
--
-- The hash: version (the last number given), live (0 once deleted), createdAtMs, sha256, and of each version kept
-- v:{number}, what is told of it, and key:{number}, its object. Sent twice it answers the same twice.
local hash, names = KEYS[1], KEYS[2]
local prefix, id, now_ms, expected, sha256, key = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local known = redis.call('HMGET', hash, 'version', 'live', 'sha256', 'createdAtMs')
local version, live = tonumber(known[1] or 0), known[2] == '1'
if live and redis.call('HGET', hash, 'key:' .. version) == key then
  return known[4] == now_ms and 'created' or 'changed'
end
if expected ~= '' and tonumber(expected) ~= (live and version or 0) then return 'refused' end
if live and known[3] == sha256 then return 'same' end
if not live and redis.call('ZCARD', names) >= tonumber(ARGV[9]) then return 'full' end
if not is_kept(prefix, key) then return 'expired' end

hold(prefix, key)
version = version + 1
redis.call('HSET', hash, 'version', version, 'sha256', sha256, 'v:' .. version, ARGV[7], 'key:' .. version, key)
if not live then
  redis.call('HSET', hash, 'live', 1, 'createdAtMs', now_ms)
  redis.call('PERSIST', hash)
  redis.call('ZADD', names, 0, id)
  return 'created'
end
local oldest = version - tonumber(ARGV[8])
local oldest_key = redis.call('HGET', hash, 'key:' .. oldest)
if oldest_key then
  redis.call('HDEL', hash, 'v:' .. oldest, 'key:' .. oldest)
  release(prefix, oldest_key, ARGV[10])
end
return 'changed'
