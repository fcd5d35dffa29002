import { lineComments } from "../../comment.ts";
import { code, joined, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "--");

export const keys = (path: readonly string[]): Source => code`{${joined(path.map(literal), ", ")}}`;

export const fail = code`local function fail(exit_code, message)
  io.stderr:write(message, "\n")
  os.exit(exit_code)
end`;

export const parse = code`-- Reads one JSON value and nothing else; null is json.null, so that lists have no holes.
local function parse(text)
  local value, after, problem = json.decode(text, 1, json.null)
  if value == nil then return nil, problem or "no value" end
  if text:find("%S", after) then return nil, "more than one value" end
  return value
end

-- What stands at a path; nil where it is missing.
local function at(value, path)
  for _, key in ipairs(path) do
    if type(value) ~= "table" then return nil end
    value = value[key]
  end
  if value == json.null then return nil end
  return value
end`;

/** The functions that read typed values from an answer and print them. */
export const readers = code`-- dkjson would print 14 digits of a number; a double has up to 17.
local function to_json(value)
  if value == nil or value == json.null then return "null" end
  if type(value) == "number" then return ("%.17g"):format(value) end
  if type(value) ~= "table" then return json.encode(value) end
  local parts = {}
  if getmetatable(value).__jsontype == "array" then
    for index, item in ipairs(value) do parts[index] = to_json(item) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, item in pairs(value) do parts[#parts + 1] = json.quotestring(key) .. ":" .. to_json(item) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- Numbers are doubles: integers beyond 2^53 could be others, and are refused.
local function fits(value, expected)
  if expected == "integer" then
    return type(value) == "number" and value == math.floor(value) and math.abs(value) < 2 ^ 53
  end
  return expected == "json" or type(value) == expected
end

-- What stands at a path of the answer; nil where it is missing. Another type than expected ends the program.
local function read(answer, path, expected)
  local value = at(answer, path)
  if value ~= nil and not fits(value, expected) then
    fail(4, "Unexpected value at " .. table.concat(path, ".") .. ": " .. to_json(value))
  end
  return value
end

local function read_list(answer, path, expected)
  local list = at(answer, path)
  if list == nil then return nil end
  if type(list) ~= "table" or getmetatable(list).__jsontype ~= "array" then
    fail(4, "No list at " .. table.concat(path, ".") .. ": " .. to_json(list))
  end
  for _, item in ipairs(list) do read(item, {}, expected) end
  return setmetatable(list, { __jsontype = "array" })
end

local function show(label, value) print(label .. " = " .. to_json(value)) end`;
