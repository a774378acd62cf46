-- DELETE LEXICON: forgets a lexicon and lets go of what its versions say; jobs that name it hold theirs themselves.
--
-- KEYS[1] lexicon hash   KEYS[2] zset of the tenant's lexicons, by name
-- ARGV[1] prefix   [2] lexicon id   [3] version that must hold now, 0 for none, '' for any   [4] when what is let go may be deleted, ms
-- ARGV[5] how long its last version number is remembered, ms: one of the same name made until then goes on counting, so
--         that name and version of a job tell what it was read with
-- Returns 'deleted', 'missing' or 'refused' (another version holds).
local hash, names = KEYS[1], KEYS[2]
local prefix, id, expected = ARGV[1], ARGV[2], ARGV[3]

local known = redis.call('HMGET', hash, 'version', 'live')
local live = known[2] == '1'
if expected ~= '' and expected ~= (live and known[1] or '0') then return 'refused' end
if not live then return 'missing' end

for _, field in ipairs(redis.call('HKEYS', hash)) do
  if field:sub(1, 4) == 'key:' then release(prefix, redis.call('HGET', hash, field), ARGV[4]) end
end
redis.call('DEL', hash)
redis.call('HSET', hash, 'version', known[1], 'live', 0)
redis.call('PEXPIRE', hash, ARGV[5])
redis.call('ZREM', names, id)
return 'deleted'
