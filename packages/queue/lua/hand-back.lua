-- HAND BACK: a running job waits again, because its worker drains or a dependency is away.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] fence   [4] now, ms   [5] '1': the attempt stays used   [6] wait before the next start, ms
-- Returns 'ok', 'cancel_requested' (not handed back: end it as cancelled), 'fenced', 'terminal' or 'missing'.
--
-- Afterwards the fence is spent: its bearer can write no more, although no later START has happened yet.
local job_key = KEYS[1]
local prefix, id, fence, now_ms, count, delay_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])

local known = redis.call('HMGET', job_key, 'status', 'handedBack', 'cancelRequested', 'startKind')
-- The same command sent again after its connection broke.
if known[1] == 'queued' and known[2] == fence then return 'ok' end
local refused = refusal(job_key, fence)
if refused then return refused end
if known[3] == '1' then return 'cancel_requested' end

if count ~= '1' and known[4] == 'started' then redis.call('HINCRBY', job_key, 'attempts', -1) end
if delay_ms > 0 then redis.call('HINCRBY', job_key, 'waitedMs', delay_ms) end
redis.call('HDEL', job_key, 'held')
redis.call('HSET', job_key, 'handedBack', fence)
move(job_key, prefix, id, 'queued', now_ms)
redis.call('ZADD', prefix .. ':open', tonumber(now_ms) + delay_ms, id)
wake(prefix, id)
return 'ok'
