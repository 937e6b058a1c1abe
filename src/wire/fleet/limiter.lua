-- The ledger of one server (src/wire/limits/ledger.rs), kept on the queue's server and going by its clock. The constants stand before
-- this text. KEYS: the fields, the log. ARGV: what is done, the time between two asks at full pace, the burst, what of it is not used,
-- the most that is waited for a window, then: for `turn` the windows (count, kept); for `heard` what was heard, when it was asked, what was said, what is usual.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local names = {'next', 'slow', 'silent', 'complaints', 'failed', 'tried', 'closed', 'halved'}
local kept = redis.call('HMGET', KEYS[1], unpack(names))
local led = {}
for at, name in ipairs(names) do led[name] = tonumber(kept[at]) or 0 end
local full, burst, slack, patience = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local function interval() return math.floor(full * math.max(led.slow, FULL) / FULL) end

local function save()
  for _, name in ipairs(names) do redis.call('HSET', KEYS[1], name, string.format('%d', led[name])) end
  redis.call('PEXPIRE', KEYS[1], KEPT)
  redis.call('PEXPIRE', KEYS[2], KEPT)
end

local function shut()
  if led.failed >= FAILURES and led.closed > now then return {'down', led.closed, led.tried, now} end
  if led.silent > now then return {'silent', led.silent, 0, now} end
end

local function mend()
  if now - led.halved > FORGIVEN then led.slow, led.complaints = FULL, 0 end
  local last = tonumber(redis.call('LINDEX', KEYS[2], -1) or '0')
  local absurd = now + 86400000000
  local far = last > absurd
  for _, name in ipairs(names) do far = far or led[name] > absurd end
  if far then
    for _, name in ipairs(names) do led[name] = 0 end
    redis.call('DEL', KEYS[2])
  end
end

local function turn()
  mend()
  local closed = shut()
  if closed then return closed end
  if led.failed >= FAILURES then led.closed = now + TRIAL end
  local step = interval()
  local ahead = step * (burst - 1) - slack
  local by_pace = led.next - math.max(ahead, 0)
  local by_window, most = now, 0
  for at = 6, #ARGV, 2 do
    local count, span = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    most = math.max(most, count)
    local asked = redis.call('LINDEX', KEYS[2], -count)
    if asked then by_window = math.max(by_window, tonumber(asked) + span) end
  end
  if by_window - now > patience then return {'full', by_window, 0, now} end
  local at = math.max(now, by_pace, by_window)
  local late = now > led.next and math.max(-ahead, 0) or 0
  led.next = math.max(at, led.next) + step + late
  if most > 0 then
    redis.call('RPUSH', KEYS[2], string.format('%d', at))
    redis.call('LTRIM', KEYS[2], -most, -1)
  end
  return {'at', at, 0, now}
end

local function complain(asked, said, usual)
  led.failed = 0
  local first = asked >= led.halved
  if first then
    led.slow = math.min(math.max(led.slow, FULL) * 2, SLOWEST)
    led.complaints = led.complaints + 1
    led.halved = now
  end
  local wait
  if said >= 0 then
    wait = math.min(said, LONGEST_SILENCE)
  else
    local doublings = math.min(math.max(led.complaints - 1, 0), 16)
    wait = math.min(usual * 2 ^ doublings, LONGEST_OWN)
  end
  if first or said >= 0 then led.silent = math.max(led.silent, now + wait) end
  led.next = math.max(led.silent, now) + interval() * (burst - 1) - slack
end

local answer
if ARGV[1] == 'turn' then
  answer = turn()
  save()
elseif ARGV[1] == 'shut' then
  answer = shut() or {'at', now, 0, now}
else
  local heard, asked = ARGV[6], tonumber(ARGV[7])
  if heard == 'fine' then
    led.failed, led.complaints = 0, 0
    led.slow = math.max(math.floor(led.slow * RECOVERY / 1000), FULL)
  elseif heard == 'down' then
    led.failed, led.tried, led.closed = led.failed + 1, now, now + BROKEN
  else
    complain(asked, tonumber(ARGV[8]), tonumber(ARGV[9]))
  end
  save()
  answer = {'at', now, 0, now}
end
return answer
