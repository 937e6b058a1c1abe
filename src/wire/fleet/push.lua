-- Adds targets that are not there yet. KEYS: digests, tasks, the stream, options, results. ARGV: the options, then the targets.
local options = redis.sha1hex(ARGV[1])
redis.call('HSET', KEYS[4], options, ARGV[1])
local new = 0
for at = 2, #ARGV do
  local task = options .. ARGV[at]
  if redis.call('SADD', KEYS[1], redis.sha1hex(task)) == 1 then
    local place = redis.call('HLEN', KEYS[2]) + 1
    redis.call('HSET', KEYS[2], place, task)
    redis.call('XADD', KEYS[3], '*', 'place', place)
    new = new + 1
  end
end
return new
