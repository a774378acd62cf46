-- FORGET RELAYS: removes consumers of the outbox whose process is gone. One that still holds an entry stays: removing it
-- would take the entry from everybody; another relay takes it over first.
--
-- KEYS[1] outbox stream
-- ARGV[1] group   [2] a consumer that is leaving, '' for none   [3] silent for longer than this counts as gone, ms
-- Returns how many were removed. A relay removed by mistake is known again with its next read.
local consumers = redis.pcall('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])
-- No stream or no group yet.
if consumers.err then return 0 end
local removed = 0
for _, flat in ipairs(consumers) do
  local about = {}
  for at = 1, #flat, 2 do
    about[flat[at]] = flat[at + 1]
  end
  if about.pending == 0 and (about.name == ARGV[2] or about.idle > tonumber(ARGV[3])) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], about.name)
    removed = removed + 1
  end
end
return removed
