-- START: hands out the next fence, which turns every earlier holder away.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] most attempts   [4] now, ms   [5] nonce of this call
-- Returns {'missing', ''}, {'terminal', status}, {'split', ''} (its units are at work), {'set_aside', '', record} or {kind, fence, record}: the record
-- is the hash as it is now, so that nobody reads what another START has made of it; kind is 'started', 'cancel_requested'
-- (the new holder is to end it as cancelled) or 'attempts_exhausted' (it is to end it as failed). Only 'started' uses an
-- attempt.
--
-- A job still held here has lost its holder without a word: the job itself may have killed it. The queue brings such a
-- job before all others, so it would kill every worker there is before an innocent job had its turn. So it is set aside
-- once: it waits again (which spends the dead holder's fence) and its next START, which finds it waiting, starts it. Not so
-- where the dead holder had rendered something new: that is no poison pill.
--
-- A connection that breaks makes the client send the command again: the nonce gives the second copy the first's answer.
local job_key = KEYS[1]
local prefix, id, max_attempts, now_ms, nonce = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]

local known = redis.call('HMGET', job_key, 'status', 'fence', 'attempts', 'cancelRequested', 'startNonce', 'startKind', 'attemptsForgiven', 'furtherFence', 'stage', 'held')
if not known[1] then return { 'missing', '' } end
if TERMINAL[known[1]] then return { 'terminal', known[1] } end
if known[5] == nonce then return { known[6], known[2], redis.call('HGETALL', job_key) } end
if known[9] == 'units' then return { 'split', '' } end

local kind = 'started'
if known[4] == '1' then
  kind = 'cancel_requested'
elseif tonumber(known[3]) - tonumber(known[7] or 0) >= max_attempts then
  kind = 'attempts_exhausted'
elseif known[10] and known[8] ~= known[2] then
  kind = 'set_aside'
end

redis.call('HSET', job_key, 'startNonce', nonce, 'startKind', kind)
redis.call('ZADD', prefix .. ':open', now_ms, id)
if kind == 'set_aside' then
  redis.call('HDEL', job_key, 'held')
  move(job_key, prefix, id, 'queued', now_ms)
  return { kind, '', redis.call('HGETALL', job_key) }
end

local fence = redis.call('HINCRBY', job_key, 'fence', 1)
redis.call('HSET', job_key, 'held', 1)
if kind == 'started' then
  redis.call('HINCRBY', job_key, 'attempts', 1)
  redis.call('HSETNX', job_key, 'startedAtMs', now_ms)
end
move(job_key, prefix, id, 'running', now_ms)
return { kind, tostring(fence), redis.call('HGETALL', job_key) }
