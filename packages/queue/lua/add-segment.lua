-- Notes a segment that has just been stored.
--
-- KEYS[1] zset of the tenant's content keys by last use   KEYS[2] set of the tenants that have any
-- ARGV[1] tenant   [2] content key   [3] now, ms
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[2])
redis.call('SADD', KEYS[2], ARGV[1])
