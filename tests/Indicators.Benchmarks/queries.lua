-- Sends the lines of a file one after another, each only once; every thread of wrk takes its own share.
local paths, count, threads = {}, 0, 0

function setup(thread)
  thread:set("share", threads)
  threads = threads + 1
end

function init(args)
  local number = 0
  for line in io.lines(args[1]) do
    if number % 2 == share then
      count = count + 1
      paths[count] = line
    end
    number = number + 1
  end
  at = tonumber(args[2])
end

function request()
  at = at + 1
  if at > count then at = 1 end
  return wrk.format("GET", paths[at])
end
