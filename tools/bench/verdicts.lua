-- wrk's requests: GET /v1/verdict for the places of a points file, with a token, over and over.
--
--   wrk -s verdicts.lua URL -- POINTS.csv TOKEN

local requests = {}
local number = 0

function init(args)
    local headers = { ["Authorization"] = "Bearer " .. args[2] }
    local isFirst = true
    for line in io.lines(args[1]) do
        local lon, lat, category = line:match("^[^,]*,([^,]*),([^,]*),(.*)$")
        if not isFirst then
            local path = "/v1/verdict?at=" .. lon .. "," .. lat
            if category ~= "" then path = path .. "&category=" .. category end
            requests[#requests + 1] = wrk.format("GET", path, headers)
        end
        isFirst = false
        if #requests == 20000 then break end
    end
end

function request()
    number = number % #requests + 1
    return requests[number]
end
