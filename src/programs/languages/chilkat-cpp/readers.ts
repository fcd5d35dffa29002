import type { ResponseShape } from "../../response-shape.ts";
import { code, type Source } from "../../source.ts";

export const parse = code`// What stands in a JSON text. CkJsonObject calls the types 1 string, 2 number, 3 object, 4 array, 5 boolean, 6 null.
struct Value {
    int type = 6;
    std::string text;
    std::shared_ptr<CkJsonObject> object;
    std::shared_ptr<CkJsonArray> array;
};

// A member of an object or an item of an array.
template <typename Parent> Value value_at(Parent &parent, int index)
{
    Value value;
    value.type = parent.TypeAt(index);
    if (value.type == 3) value.object.reset(parent.ObjectAt(index));
    else if (value.type == 4) value.array.reset(parent.ArrayAt(index));
    else value.text = parent.stringAt(index);
    return value;
}

// CkJsonObject reads objects alone, so any other text is put into one.
bool parse(const std::string &text, Value &value)
{
    CkJsonObject json;
    if (!json.Load(("{\"value\":" + text + "}").c_str()) || json.get_Size() != 1) return false;
    value = value_at(json, 0);
    return true;
}

Value at(Value value, const std::vector<std::string> &path)
{
    for (const std::string &key : path) {
        Value found;
        if (value.object)
            for (int index = 0; index < value.object->get_Size(); ++index)
                if (key == value.object->nameAt(index)) found = value_at(*value.object, index);
        value = found;
    }
    return value;
}

[[maybe_unused]] std::string quoted(const std::string &text)
{
    CkJsonArray list;
    list.AddStringAt(-1, text.c_str());
    const std::string json = list.emit();
    return json.substr(1, json.size() - 2);
}

[[maybe_unused]] std::string to_json(const Value &value)
{
    if (value.object) return value.object->emit();
    if (value.array) return value.array->emit();
    return value.type == 1 ? quoted(value.text) : value.type == 6 ? "null" : value.text;
}`;

const reading = code`[[noreturn]] void unexpected(const Value &value) { fail(4, "Unexpected value in the answer: " + to_json(value)); }

template <typename T> T typed(const Value &value)
{
    if constexpr (std::is_same_v<T, std::string>) {
        if (value.type == 1) return value.text;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        std::int64_t number = 0;
        const char *end = value.text.data() + value.text.size();
        const auto [stopped, problem] = std::from_chars(value.text.data(), end, number);
        if (value.type == 2 && stopped == end && problem == std::errc{}) return number;
    } else if constexpr (std::is_same_v<T, double>) {
        if (value.type == 2) return std::stod(value.text);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (value.type == 5) return value.text == "true";
    } else {
        return value;
    }
    unexpected(value);
}

// What stands at a path of the answer; empty where it is missing. Another type than expected ends the program.
template <typename T> std::optional<T> read(const Value &answer, const std::vector<std::string> &path)
{
    const Value value = at(answer, path);
    if (value.type == 6) return std::nullopt;
    return typed<T>(value);
}

template <typename T>
[[maybe_unused]] std::optional<std::vector<T>> read_list(const Value &answer, const std::vector<std::string> &path)
{
    const Value list = at(answer, path);
    if (list.type == 6) return std::nullopt;
    if (!list.array) unexpected(list);
    std::vector<T> items;
    for (int index = 0; index < list.array->get_Size(); ++index) items.push_back(typed<T>(value_at(*list.array, index)));
    return items;
}`;

const printing = code`[[maybe_unused]] std::string printed(const std::string &value) { return quoted(value); }
[[maybe_unused]] std::string printed(std::int64_t value) { return std::to_string(value); }
[[maybe_unused]] std::string printed(bool value) { return value ? "true" : "false"; }
[[maybe_unused]] std::string printed(const Value &value) { return to_json(value); }

[[maybe_unused]] std::string printed(double value)
{
    std::ostringstream text;
    text.precision(17);
    text << value;
    return text.str();
}

template <typename T> [[maybe_unused]] std::string printed(const std::vector<T> &values)
{
    std::string text;
    for (const T &value : values) text += (text.empty() ? "" : ",") + printed(value);
    return "[" + text + "]";
}

template <typename T> void show(const std::string &label, const std::optional<T> &value)
{
    std::cout << label << " = " << (value ? printed(*value) : "null") << "\n";
}
`;

/** The functions that read typed values from an answer and print them; only a program that reads JSON has them. */
export const answerReaders = (response: ResponseShape): readonly Source[] =>
  response.kind === "text"
    ? []
    : [
        code`${reading}

${printing}`,
      ];
