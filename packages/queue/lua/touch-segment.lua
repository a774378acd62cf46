-- Marks a stored segment as used.
--
-- KEYS[1] zset of the tenant's content keys by last use   ARGV[1] content key   [2] now, ms
-- Returns 1 when it is stored, else 0.
--
-- XX: a segment the sweeper has just taken out is not brought back. GT: clocks of workers may differ.
redis.call('ZADD', KEYS[1], 'XX', 'GT', ARGV[2], ARGV[1])
return redis.call('ZSCORE', KEYS[1], ARGV[1]) and 1 or 0
