-- PROGRESS: a segment is done, or the number of segments is known; also the sign of life the sweeper looks at.
--
-- KEYS[1] job hash   KEYS[2] bitmap of the segments counted   KEYS[3] hash of the units' tries
-- and for a segment: KEYS[4] zset of its tenant's content keys by last use   KEYS[5] set of the tenants that have any
-- ARGV[1] prefix   [2] job id   [3] fence   [4] now, ms   [5] segments in all   [6] the unit at work, '' for none
-- ARGV[7] the plan, where the record is to keep it, '' for none
-- and for a segment: ARGV[8] its index   [9] its audio, ms   [10] '1': newly rendered   [11] time of inference, ms
-- ARGV[12] data of its job.segment line   [13] its content key   [14] pause after it, ms   [15] the tenant whose it is
-- Returns 'ok', 'cancel_requested' (written, but stop), 'fenced', 'terminal' or 'missing'.
--
-- Whoever does a segment again after a crash tells it again: it is counted and told of once.
local job_key, counted, tries = KEYS[1], KEYS[2], KEYS[3]
local prefix, id, fence, now_ms, total, unit = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6]

-- What was rendered lies in the store, whoever may write the record: it is found from now on, and retention knows of it.
if ARGV[10] == '1' then
  redis.call('ZADD', KEYS[4], now_ms, ARGV[13])
  redis.call('SADD', KEYS[5], ARGV[15])
end

local refused = refusal(job_key, fence)
if refused then return refused end

redis.call('HSET', job_key, 'updatedAtMs', now_ms, 'segmentsTotal', total)
redis.call('ZADD', prefix .. ':open', now_ms, id)
if ARGV[7] ~= '' then redis.call('HSETNX', job_key, 'plan', ARGV[7]) end
if ARGV[8] then
  local audio_ms, rendered = tonumber(ARGV[9]), ARGV[10] == '1'
  if rendered then
    redis.call('HINCRBY', job_key, 'renderedSegments', 1)
    redis.call('HINCRBY', job_key, 'renderedMs', audio_ms)
    redis.call('HINCRBY', job_key, 'inferenceMs', ARGV[11])
    -- Segments found in the store do not count as getting further: a job waiting for a dependency repeats them every
    -- time. A job that gets further is no poison pill: what it has used of its attempts until here no longer counts.
    local attempts = tonumber(redis.call('HGET', job_key, 'attempts')) or 1
    redis.call('HSET', job_key, 'waitedMs', 0, 'attemptsForgiven', attempts - 1, 'furtherFence', fence)
    if unit ~= '' then redis.call('HSET', tries, 'a:' .. unit, 1, 'w:' .. unit, 0, 'f:' .. unit, 1) end
  end
  if redis.call('SETBIT', counted, ARGV[8], 1) == 0 then
    redis.call('HINCRBY', job_key, 'segmentsDone', 1)
    redis.call('HINCRBY', job_key, 'audioMs', audio_ms + tonumber(ARGV[14]))
    tell(prefix, id, 'job.segment', ARGV[12], 'segment', ARGV[13], 'pauseMs', ARGV[14])
  end
end

local known = redis.call('HMGET', job_key, 'segmentsDone', 'audioMs', 'cancelRequested')
local done, audio_ms = tonumber(known[1]), tonumber(known[2])
local percent = total > 0 and math.floor(done / total * 100) or 0
tell(prefix, id, 'job.progress', cjson.encode({
  segments_done = done, segments_total = total, audio_seconds = audio_ms / 1000, percent = percent,
}))
wake(prefix, id)
if known[3] == '1' then return 'cancel_requested' end
return 'ok'
