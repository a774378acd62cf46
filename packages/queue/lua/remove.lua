-- REMOVE: forgets a job that ended before the cutoff: record, events and index entries. What its lexicons said is let go.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] cutoff, ms
-- Returns 1 when removed, 0 when the job is still open or too young. An entry without a record is only tidied away.
local job_key = KEYS[1]
local prefix, id = ARGV[1], ARGV[2]

local known = redis.call('HMGET', job_key, 'status', 'tenant', 'finishedAtMs', 'contents')
if known[1] then
  if not TERMINAL[known[1]] or tonumber(known[3]) > tonumber(ARGV[3]) then return 0 end
  redis.call('ZREM', index_key(prefix, known[2], 'all'), id)
  redis.call('ZREM', index_key(prefix, known[2], known[1]), id)
  for key in (known[4] or ''):gmatch('%S+') do release(prefix, key, 0) end
end
redis.call('ZREM', prefix .. ':finished', id)
redis.call('DEL', job_key, job_key .. ':events')
return 1
