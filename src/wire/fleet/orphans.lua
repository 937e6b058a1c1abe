-- Hands out tasks whose worker has died. KEYS: the stream, deaths. ARGV: the group, who takes, after how many milliseconds without a
-- renewal a worker is dead, the most tasks, after how many deaths a task is done alone or given up, workers whose connection is gone.
-- What a dead worker had is moved aside at once, so that how much that was is known: a death is the task's fault only if there was no other.
local ASIDE, AT_ONCE = 'aside', 1000
local group, taker, lost, room, most = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
-- One whose connection is gone may be back in a moment, until it has left out a renewal.
local GONE = 1500
local gone, sooner = {}, lost
for at = 6, #ARGV do
  gone[ARGV[at]] = true
  sooner = math.min(GONE, lost)
end
local had = {}
for _, one in ipairs(redis.call('XPENDING', KEYS[1], group)[4] or {}) do had[one[1]] = tonumber(one[2]) end

local function deaths(id) return tonumber(redis.call('HGET', KEYS[2], id) or 0) or 0 end

local taken = {}
for _, one in ipairs(redis.call('XPENDING', KEYS[1], group, 'IDLE', sooner, '-', '+', AT_ONCE)) do
  local id, worker, idle = one[1], one[2], one[3]
  local is_lost = idle >= lost or gone[worker]
  if is_lost and worker ~= ASIDE then
    redis.call('XCLAIM', KEYS[1], group, ASIDE, 0, id, 'IDLE', lost, 'JUSTID')
    redis.call('HINCRBY', KEYS[2], id, 1)
    if had[worker] == 1 then redis.call('HINCRBY', KEYS[2], id .. ':alone', 1) end
  end
  if is_lost and #taken < room then
    local all, alone = deaths(id), deaths(id .. ':alone')
    local entry = redis.call('XCLAIM', KEYS[1], group, taker, 0, id)[1]
    local is_suspect = all >= most
    table.insert(taken, {entry or id, is_suspect and 1 or 0, alone >= most and all or 0})
    -- Nothing else beside it.
    if is_suspect then room = 0 end
  end
end
return taken
