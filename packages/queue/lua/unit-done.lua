-- UNIT DONE: all segments of a unit are stored. Gives out the next units, or, with the last one, the job for assembly.
--
-- KEYS[1] job hash   KEYS[2] hash of the units' tries   KEYS[3] bitmap of the units done
-- ARGV[1] prefix   [2] job id   [3] fence   [4] unit   [5] now, ms   [6] how many may wait in the queue at a time
-- Returns {'ok', unit, unit, ...}: what to put into the queue now; {'assemble'}; or {'fenced'}, {'terminal'}, {'missing'}.
--
-- Told twice of one unit it names every unit given out and not done: the first answer may have been lost on the way to
-- the queue, and adding an entry twice changes nothing.
local job_key, tries, units_done = KEYS[1], KEYS[2], KEYS[3]
local prefix, id, fence, unit, now_ms, window = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])

local known = redis.call('HMGET', job_key, 'stage', 'fence', 'units', 'unitsGiven')
if known[1] == 'assembly' and known[2] == fence then return { 'assemble' } end
local refused = refusal(job_key, fence)
if refused then return { refused } end

local units, given = tonumber(known[3]), tonumber(known[4])
local answer = { 'ok' }
if redis.call('SETBIT', units_done, unit, 1) == 1 then
  for other = 0, given - 1 do
    if redis.call('GETBIT', units_done, other) == 0 then answer[#answer + 1] = tostring(other) end
  end
  return answer
end

redis.call('HDEL', tries, 'a:' .. unit, 'n:' .. unit, 'h:' .. unit, 'w:' .. unit, 'f:' .. unit)
local done = redis.call('HINCRBY', job_key, 'unitsDone', 1)
redis.call('HSET', job_key, 'updatedAtMs', now_ms)
redis.call('ZADD', prefix .. ':open', now_ms, id)
if done == units then
  redis.call('HSET', job_key, 'stage', 'assembly')
  return { 'assemble' }
end
local upto = math.max(given, math.min(units, done + window))
redis.call('HSET', job_key, 'unitsGiven', upto)
for other = given, upto - 1 do
  answer[#answer + 1] = tostring(other)
end
return answer
