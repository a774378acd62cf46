-- CANCEL: ends a job nobody holds, which one in units is too: what works on a unit finds the job ended at its next write.
-- Flags a held one, whose worker sees it at its next write.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] now, ms   [4] error   [5] event type   [6] event data
-- ARGV[7] how long the event stream is kept, ms
-- ARGV[8] id of the event a webhook is owed, '' for none   [9] its body   [10] how long its delivery is kept, ms
-- Returns 'cancelled', 'requested', 'missing', or 'terminal:' and the status of a job that had already ended.
local job_key = KEYS[1]
local prefix, id, now_ms = ARGV[1], ARGV[2], ARGV[3]

local status = redis.call('HGET', job_key, 'status')
if not status then return 'missing' end
if TERMINAL[status] then return 'terminal:' .. status end

redis.call('HSET', job_key, 'cancelRequested', '1')
if redis.call('HEXISTS', job_key, 'held') == 1 then
  redis.call('HSET', job_key, 'updatedAtMs', now_ms)
  wake(prefix, id)
  return 'requested'
end

redis.call('HSET', job_key, 'error', ARGV[4])
move(job_key, prefix, id, 'cancelled', now_ms)
tell_end(prefix, id, now_ms, ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10])
wake(prefix, id)
return 'cancelled'
