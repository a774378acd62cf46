-- UNIT HAND BACK: a unit waits again, because its worker drains or a dependency is away.
--
-- KEYS[1] job hash   KEYS[2] hash of the units' tries
-- ARGV[1] fence   [2] unit   [3] '1': the attempt stays used   [4] wait before the next start, ms
-- Returns 'ok', 'fenced', 'terminal' or 'missing'. A unit nobody holds stays as it is: the command was sent twice.
local job_key, tries = KEYS[1], KEYS[2]
local fence, unit = ARGV[1], ARGV[2]

local refused = refusal(job_key, fence)
if refused then return refused end
if redis.call('HDEL', tries, 'h:' .. unit) == 0 then return 'ok' end
if ARGV[3] ~= '1' then redis.call('HINCRBY', tries, 'a:' .. unit, -1) end
if tonumber(ARGV[4]) > 0 then redis.call('HINCRBY', tries, 'w:' .. unit, ARGV[4]) end
return 'ok'
