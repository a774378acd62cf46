-- Put in front of every other script: what they share about the job record.
--
-- A record is one hash, KEYS[1]. The keys of its indexes follow from the prefix and from the tenant named in the hash,
-- so they are built here instead of being passed in; that needs one Redis (or one primary with replicas), no cluster.
--
--   {prefix}:tenant:{tenant}:jobs:all       zset  id by creation time, for listing
--   {prefix}:tenant:{tenant}:jobs:{status}  zset  the same, of one status
--   {prefix}:queued                         zset  ids of all tenants that wait, by creation time, for metrics
--   {prefix}:open                           zset  ids not in a terminal state, by last sign of life, for the sweeper
--   {prefix}:finished                       zset  ids in a terminal state, by finish time, for retention
--   {prefix}:job:{id}:events                stream of the job's events, as SSE sends them
--   {prefix}:job:{id}:segments              bitmap of the segments counted in its progress, while it is open
--   {prefix}:job:{id}:units                 hash of the tries of its units, while it is split
--   {prefix}:job:{id}:units-done            bitmap of its units that are done, while it is split
--   {prefix}:backlog:{pack}                 hash  of open jobs by lane: {lane} characters, {lane}:later those of them that join the lane's
--                                           end unit by unit, {lane}:split jobs that do
--   {prefix}:outbox                         stream naming events whose delivery is to be queued
--   {prefix}:delivery:{event}               hash  a webhook's event, where it goes, and what became of it
--   {prefix}:deliveries                     zset  events not yet delivered, by when to look for them, for the sweeper
--   {prefix}:changes                        channel naming each job that has news for whoever waits for it: an event, its end, a cancel

local TERMINAL = { completed = true, failed = true, cancelled = true }

-- Long jobs make thousands of lines; a reader that comes back later is given the full state first.
local MAX_EVENTS = 1000

local function index_key(prefix, tenant, name)
  return prefix .. ':tenant:' .. tenant .. ':jobs:' .. name
end

-- A job's characters count from ADMIT until it ends; sign is 1 or -1. Those SPLIT has noted as later leave with them.
local function count_backlog(job_key, prefix, sign)
  local known = redis.call('HMGET', job_key, 'pack', 'lane', 'characters', 'laterCharacters')
  local backlog, lane = prefix .. ':backlog:' .. known[1], known[2]
  redis.call('HINCRBY', backlog, lane, sign * tonumber(known[3]))
  if not known[4] then return end
  redis.call('HINCRBY', backlog, lane .. ':later', sign * tonumber(known[4]))
  redis.call('HINCRBY', backlog, lane .. ':split', sign)
end

-- Moves the record to another status, in its hash and in every index. Never called for one in a terminal state, so that
-- its characters leave the backlog once.
local function move(job_key, prefix, id, to, now_ms)
  local known = redis.call('HMGET', job_key, 'status', 'tenant', 'createdAtMs')
  local from, tenant, created = known[1], known[2], known[3]
  if from ~= to then
    redis.call('ZREM', index_key(prefix, tenant, from), id)
    redis.call('ZADD', index_key(prefix, tenant, to), created, id)
    redis.call('HSET', job_key, 'status', to)
    if to == 'queued' then redis.call('ZADD', prefix .. ':queued', created, id) else redis.call('ZREM', prefix .. ':queued', id) end
  end
  redis.call('HSET', job_key, 'updatedAtMs', now_ms)
  if TERMINAL[to] then
    redis.call('HSET', job_key, 'finishedAtMs', now_ms)
    redis.call('HDEL', job_key, 'plan')
    redis.call('ZREM', prefix .. ':open', id)
    redis.call('ZADD', prefix .. ':finished', now_ms, id)
    count_backlog(job_key, prefix, -1)
    redis.call('DEL', job_key .. ':segments', job_key .. ':units', job_key .. ':units-done')
  end
end

-- Not at ADMIT and START: nobody waits for those, and each message costs every API as much as a command.
local function wake(prefix, id)
  redis.call('PUBLISH', prefix .. ':changes', id)
end

-- More fields follow type and data where the job's own processes need them; SSE sends none of those.
local function tell(prefix, id, type, data, ...)
  redis.call('XADD', prefix .. ':job:' .. id .. ':events', 'MAXLEN', '~', MAX_EVENTS, '*', 'type', type, 'data', data, ...)
end

-- The end of a job: its last event, and what its webhook is owed (event_id is '' when nobody asked). A delivery has all
-- it needs for itself, because its retries may outlive the record.
local function tell_end(prefix, id, now_ms, type, data, keep_ms, event_id, body, keep_delivery_ms)
  tell(prefix, id, type, data)
  redis.call('PEXPIRE', prefix .. ':job:' .. id .. ':events', keep_ms)
  if event_id == '' then return end
  local key = prefix .. ':delivery:' .. event_id
  local webhook = redis.call('HMGET', prefix .. ':job:' .. id, 'webhookUrl', 'webhookSecret')
  redis.call('HSET', key, 'id', event_id, 'type', type, 'jobId', id, 'body', body, 'status', 'pending')
  redis.call('HSET', key, 'url', webhook[1] or '', 'secret', webhook[2] or '')
  redis.call('PEXPIRE', key, keep_delivery_ms)
  redis.call('ZADD', prefix .. ':deliveries', now_ms, event_id)
  redis.call('XADD', prefix .. ':outbox', '*', 'id', event_id)
end

-- nil when the bearer of this fence may write; otherwise why it may not.
local function refusal(job_key, fence)
  local known = redis.call('HMGET', job_key, 'status', 'fence')
  if not known[1] then return 'missing' end
  if TERMINAL[known[1]] then return 'terminal' end
  if known[1] ~= 'running' or known[2] ~= fence then return 'fenced' end
  return nil
end
