-- Put in front of every other script, behind record.lua: who still needs what lexicons say.
--
-- What a lexicon says is an object of its own. Every version kept and every job that names it holds it once; one that
-- nobody holds any more, or not yet, is deleted when its time has come.
--
--   {prefix}:contents-held       hash  object key to how many hold it
--   {prefix}:contents-unheld     zset  object keys that nobody holds, by when they may go
--   {prefix}:contents-to-delete  zset  object keys that nobody can hold again, by when to try to delete the object

-- Whether it may still be held: neither gone nor about to go.
local function is_kept(prefix, key)
  return redis.call('HEXISTS', prefix .. ':contents-held', key) == 1
    or redis.call('ZSCORE', prefix .. ':contents-unheld', key) ~= false
end

local function hold(prefix, key)
  redis.call('HINCRBY', prefix .. ':contents-held', key, 1)
  redis.call('ZREM', prefix .. ':contents-unheld', key)
end

local function release(prefix, key, go_ms)
  if redis.call('HINCRBY', prefix .. ':contents-held', key, -1) > 0 then return end
  redis.call('HDEL', prefix .. ':contents-held', key)
  redis.call('ZADD', prefix .. ':contents-unheld', go_ms, key)
end
