-- SPLIT: a long job becomes units. It stays 'running', held by nobody: units carry the fence handed out here, and the
-- first units are given to the caller to put into the queue.
--
-- KEYS[1] job hash
-- ARGV[1] prefix   [2] job id   [3] fence   [4] now, ms   [5] units   [6] how many may wait in the queue at a time
-- Returns {'ok', unit, unit, ...}, or why not: {'cancel_requested'} (end it as cancelled), {'fenced'}, {'terminal'}, {'missing'}.
--
-- The attempt is given back, as HAND BACK does: assembling is the same job's next start, not a second try. Sent twice it
-- answers the same.
local job_key = KEYS[1]
local prefix, id, fence, now_ms, units, window = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])

local function first_units()
  local answer = { 'ok' }
  for unit = 0, math.min(units, window) - 1 do
    answer[#answer + 1] = tostring(unit)
  end
  return answer
end

local known = redis.call('HMGET', job_key, 'stage', 'splitBy', 'cancelRequested')
if known[1] == 'units' and known[2] == fence then return first_units() end
local refused = refusal(job_key, fence)
if refused then return { refused } end
if known[3] == '1' then return { 'cancel_requested' } end

redis.call('HDEL', job_key, 'held')
redis.call('HINCRBY', job_key, 'fence', 1)
local attempts = redis.call('HINCRBY', job_key, 'attempts', -1)
redis.call('HSET', job_key, 'stage', 'units', 'splitBy', fence, 'units', units, 'unitsDone', 0)
redis.call('HSET', job_key, 'unitsGiven', math.min(units, window), 'attemptsForgiven', attempts, 'updatedAtMs', now_ms)
redis.call('ZADD', prefix .. ':open', now_ms, id)

-- What the first units leave joins the lane's end bit by bit; whoever comes now does not wait for it.
local counted = redis.call('HMGET', job_key, 'pack', 'lane', 'characters')
local backlog, lane = prefix .. ':backlog:' .. counted[1], counted[2]
local later = math.floor(tonumber(counted[3]) * (units - math.min(units, window)) / units)
redis.call('HSET', job_key, 'laterCharacters', later)
redis.call('HINCRBY', backlog, lane .. ':later', later)
redis.call('HINCRBY', backlog, lane .. ':split', 1)

wake(prefix, id)
return first_units()
