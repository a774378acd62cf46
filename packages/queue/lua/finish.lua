-- FINISH: the fenced move into a terminal state, together with the job's last event and its entry in the outbox.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] fence   [4] status   [5] now, ms   [6] result, '' for none   [7] error, '' for none
-- ARGV[8] event type   [9] event data   [10] how long the event stream is kept, ms
-- ARGV[11] id of the event a webhook is owed, '' for none   [12] its body   [13] how long its delivery is kept, ms
-- ARGV[14] the long part of the result, which listings do not read
-- Returns 'ok', 'cancel_requested' (only 'cancelled' may follow; nothing was written), 'fenced', 'terminal' or 'missing'.
local job_key = KEYS[1]
local prefix, id, fence, status, now_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local known = redis.call('HMGET', job_key, 'status', 'finishedBy', 'cancelRequested')
-- The same command sent again after its connection broke: a holder told 'terminal' here would delete its own audio.
if known[1] == status and known[2] == fence then return 'ok' end
local refused = refusal(job_key, fence)
if refused then return refused end
if known[3] == '1' and status ~= 'cancelled' then return 'cancel_requested' end

redis.call('HSET', job_key, 'finishedBy', fence)
redis.call('HDEL', job_key, 'held')
if ARGV[6] ~= '' then redis.call('HSET', job_key, 'result', ARGV[6], 'resultDetails', ARGV[14]) end
if ARGV[7] ~= '' then redis.call('HSET', job_key, 'error', ARGV[7]) end
move(job_key, prefix, id, status, now_ms)
tell_end(prefix, id, now_ms, ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13])
wake(prefix, id)
return 'ok'
