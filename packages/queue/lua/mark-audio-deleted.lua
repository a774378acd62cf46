-- MARK AUDIO DELETED: from now on the record says that the audio is gone; the caller deletes the object.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] now, ms
-- Returns 1, or 0 when there is no such job or it has not ended. The first deletion's time stays.
local job_key = KEYS[1]
local status = redis.call('HGET', job_key, 'status')
if not status or not TERMINAL[status] then return 0 end
redis.call('HSETNX', job_key, 'audioDeletedAtMs', ARGV[3])
redis.call('HSET', job_key, 'updatedAtMs', ARGV[3])
wake(ARGV[1], ARGV[2])
return 1
