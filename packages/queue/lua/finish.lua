-- FINISH: the fenced move into a terminal state, together with the job's last event and its entry in the outbox.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] fence   [4] status   [5] now, ms   [6] segments done   [7] segments in all
-- ARGV[8] seconds of audio   [9] result, '' for none   [10] error, '' for none   [11] event type   [12] event data
-- ARGV[13] how long the event stream is kept, ms
-- ARGV[14] id of the event a webhook is owed, '' for none   [15] its body   [16] how long its delivery is kept, ms
-- Returns 'ok', 'cancel_requested' (only 'cancelled' may follow; nothing was written), 'fenced', 'terminal' or 'missing'.
local job_key = KEYS[1]
local prefix, id, fence, status, now_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local known = redis.call('HMGET', job_key, 'status', 'finishedBy', 'cancelRequested')
-- The same command sent again after its connection broke: a holder told 'terminal' here would delete its own audio.
if known[1] == status and known[2] == fence then return 'ok' end
local refused = refusal(job_key, fence)
if refused then return refused end
if known[3] == '1' and status ~= 'cancelled' then return 'cancel_requested' end

redis.call('HSET', job_key, 'finishedBy', fence, 'segmentsDone', ARGV[6], 'segmentsTotal', ARGV[7], 'audioSeconds', ARGV[8])
if ARGV[9] ~= '' then redis.call('HSET', job_key, 'result', ARGV[9]) end
if ARGV[10] ~= '' then redis.call('HSET', job_key, 'error', ARGV[10]) end
move(job_key, prefix, id, status, now_ms)
tell_end(prefix, id, now_ms, ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15], ARGV[16])
wake(prefix, id)
return 'ok'
