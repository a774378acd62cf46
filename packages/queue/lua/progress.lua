-- PROGRESS: how far the rendering is; also the sign of life the sweeper looks at.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] fence   [4] now, ms   [5] segments done   [6] segments in all   [7] seconds of audio
-- ARGV[8] data of the job.progress line   [9] data of the job.segment line, '' for none   [10] '1': newly rendered
-- Returns 'ok', 'cancel_requested' (written, but stop), 'fenced', 'terminal' or 'missing'.
local job_key = KEYS[1]
local prefix, id, fence, now_ms = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local refused = refusal(job_key, fence)
if refused then return refused end

redis.call('HSET', job_key, 'updatedAtMs', now_ms, 'segmentsDone', ARGV[5], 'segmentsTotal', ARGV[6], 'audioSeconds', ARGV[7])
-- Segments found in the store do not count as getting further: a job waiting for a dependency repeats them every time.
-- A job that gets further is no poison pill: what it has used of its attempts until here no longer counts against it.
if ARGV[10] == '1' then
  local attempts = tonumber(redis.call('HGET', job_key, 'attempts')) or 1
  redis.call('HSET', job_key, 'waitedMs', 0, 'attemptsForgiven', attempts - 1)
end
redis.call('ZADD', prefix .. ':open', now_ms, id)
if ARGV[9] ~= '' then tell(prefix, id, 'job.segment', ARGV[9]) end
tell(prefix, id, 'job.progress', ARGV[8])
wake(prefix, id)
if redis.call('HGET', job_key, 'cancelRequested') == '1' then return 'cancel_requested' end
return 'ok'
