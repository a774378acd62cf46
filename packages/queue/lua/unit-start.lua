-- UNIT START: a worker takes one unit of a split job.
--
-- KEYS[1] job hash   KEYS[2] hash of the units' tries   KEYS[3] bitmap of the units done
-- ARGV[1] prefix   [2] job id   [3] unit   [4] most attempts   [5] now, ms   [6] nonce of this call
-- Returns {'missing', ''}, {'terminal', status}, {'over', ''} (the job is past its units), or {kind, fence, attempt}: 'started',
-- 'done' (somebody has done it; tell UNIT DONE, whose answer may have been lost), 'set_aside' (its last holder died
-- without a word; let others go first) or 'attempts_exhausted' (the job is to end as failed).
--
-- Tries of a unit are fields of KEYS[2]: a:{unit} attempts, n:{unit} nonce and answer of the last start, h:{unit} present
-- while somebody holds it, f:{unit} present when its last holder had rendered something new, which clears it of suspicion.
local job_key, tries, units_done = KEYS[1], KEYS[2], KEYS[3]
local prefix, id, unit, max_attempts, now_ms, nonce = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5], ARGV[6]

local known = redis.call('HMGET', job_key, 'status', 'fence', 'stage')
if not known[1] then return { 'missing', '' } end
if TERMINAL[known[1]] then return { 'terminal', known[1] } end
if known[3] ~= 'units' then return { 'over', '' } end
if redis.call('GETBIT', units_done, unit) == 1 then return { 'done', known[2], '0' } end

local tried = redis.call('HMGET', tries, 'a:' .. unit, 'n:' .. unit, 'h:' .. unit, 'f:' .. unit)
local attempt = tonumber(tried[1] or 0)
if tried[2] == nonce then return { 'started', known[2], tostring(attempt) } end
if attempt >= max_attempts then return { 'attempts_exhausted', known[2], tostring(attempt) } end
if tried[3] and not tried[4] then
  redis.call('HDEL', tries, 'h:' .. unit)
  return { 'set_aside', known[2], tostring(attempt) }
end
redis.call('HDEL', tries, 'f:' .. unit)
redis.call('HSET', tries, 'a:' .. unit, attempt + 1, 'n:' .. unit, nonce, 'h:' .. unit, 1)
redis.call('HSET', job_key, 'updatedAtMs', now_ms)
redis.call('ZADD', prefix .. ':open', now_ms, id)
return { 'started', known[2], tostring(attempt + 1) }
