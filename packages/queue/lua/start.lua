-- START: hands out the next fence, which turns every earlier holder away.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] most attempts   [4] now, ms   [5] nonce of this call
-- Returns {'missing', ''}, {'terminal', status} or {kind, fence}: kind is 'started', 'cancel_requested' (the new holder
-- is to end it as cancelled) or 'attempts_exhausted' (it is to end it as failed). Only 'started' uses an attempt.
--
-- A connection that breaks makes the client send the command again: the nonce gives the second copy the first's answer.
local job_key = KEYS[1]
local prefix, id, max_attempts, now_ms, nonce = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]

local known = redis.call('HMGET', job_key, 'status', 'fence', 'attempts', 'cancelRequested', 'startNonce', 'startKind', 'attemptsForgiven')
if not known[1] then return { 'missing', '' } end
if TERMINAL[known[1]] then return { 'terminal', known[1] } end
if known[5] == nonce then return { known[6], known[2] } end

local kind = 'started'
if known[4] == '1' then
  kind = 'cancel_requested'
elseif tonumber(known[3]) - tonumber(known[7] or 0) >= max_attempts then
  kind = 'attempts_exhausted'
end

local fence = redis.call('HINCRBY', job_key, 'fence', 1)
redis.call('HSET', job_key, 'startNonce', nonce, 'startKind', kind)
if kind == 'started' then
  redis.call('HINCRBY', job_key, 'attempts', 1)
  redis.call('HSETNX', job_key, 'startedAtMs', now_ms)
end
move(job_key, prefix, id, 'running', now_ms)
redis.call('ZADD', prefix .. ':open', now_ms, id)
wake(prefix, id)
return { kind, tostring(fence) }
