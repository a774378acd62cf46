-- ADMIT: claims the idempotency key and creates the record, its index entries, its place among the open jobs and in the backlog.
--
-- KEYS[1] job hash   KEYS[2] idempotency hash (only where the request brought a key)
-- ARGV[1] prefix   [2] job id   [3] tenant   [4] created at, ms   [5] fingerprint of the request   [6] ttl of the key, ms
-- ARGV[7] objects with what its lexicons say, parted by spaces, '' for none   [8...] field, value, ... of the record
-- Returns {'lexicon_gone', key} (nothing was written), {'created', id}, {'existing', id} (sent again; the record is there and may have gone on), {'replayed', id of the job made with this key} or {'key_reused', ''}.
--
-- Sent twice (a producer that timed out and tried again) it creates once. A key whose
-- job retention has removed is free again.
local job_key, idem_key = KEYS[1], KEYS[2]
local prefix, id, tenant, created, fingerprint, ttl = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

if idem_key then
  local claim = redis.call('HMGET', idem_key, 'id', 'fingerprint')
  if claim[1] and claim[1] ~= id and redis.call('EXISTS', prefix .. ':job:' .. claim[1]) == 1 then
    if claim[2] ~= fingerprint then return { 'key_reused', '' } end
    return { 'replayed', claim[1] }
  end
end

if redis.call('EXISTS', job_key) == 1 then return { 'existing', id } end

for key in ARGV[7]:gmatch('%S+') do
  if not is_kept(prefix, key) then return { 'lexicon_gone', key } end
end
for key in ARGV[7]:gmatch('%S+') do hold(prefix, key) end

if idem_key then
  redis.call('HSET', idem_key, 'id', id, 'fingerprint', fingerprint)
  redis.call('PEXPIRE', idem_key, ttl)
end
-- A record has some thirty fields; Lua hands a command a few thousand.
redis.call('HSET', job_key, unpack(ARGV, 8))
if ARGV[7] ~= '' then redis.call('HSET', job_key, 'contents', ARGV[7]) end
redis.call('ZADD', index_key(prefix, tenant, 'all'), created, id)
redis.call('ZADD', index_key(prefix, tenant, 'queued'), created, id)
redis.call('ZADD', prefix .. ':queued', created, id)
redis.call('ZADD', prefix .. ':open', created, id)
count_backlog(job_key, prefix, 1)
return { 'created', id }
