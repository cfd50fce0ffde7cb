-- wrk's requests: GET the paths of a file, over and over, each with the tag behind it if it has one.
--
--   wrk -s tiles.lua URL -- PATHS.tsv TOKEN

local requests = {}
local number = 0

function init(args)
    for line in io.lines(args[1]) do
        local path, tag = line:match("^([^\t]*)\t(.*)$")
        local headers = { ["Authorization"] = "Bearer " .. args[2], ["Accept-Encoding"] = "gzip" }
        if tag ~= "" then headers["If-None-Match"] = tag end
        requests[#requests + 1] = wrk.format("GET", path, headers)
    end
end

function request()
    number = number % #requests + 1
    return requests[number]
end
