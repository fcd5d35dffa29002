import type { ResponseShape } from "../../response-shape.ts";
import { code, type Source } from "../../source.ts";

/** The functions that read typed values from an answer and print them; only a program that reads JSON has them. */
export const answerReaders = (response: ResponseShape): readonly Source[] =>
  response.kind === "text"
    ? []
    : [
        code`template <typename T> bool fits(const json &value)
{
    if constexpr (std::is_same_v<T, std::string>) return value.is_string();
    if constexpr (std::is_same_v<T, std::int64_t>)
        return value.is_number_unsigned() ? value.get<std::uint64_t>() <= INT64_MAX : value.is_number_integer();
    if constexpr (std::is_same_v<T, double>) return value.is_number();
    if constexpr (std::is_same_v<T, bool>) return value.is_boolean();
    return true;
}

// What stands at a path of the answer; empty where it is missing. Another type than expected ends the program.
template <typename T> std::optional<T> read(const json &answer, const std::vector<std::string> &path)
{
    const json value = at(answer, path);
    if (value.is_null()) return std::nullopt;
    if (!fits<T>(value)) fail(4, "Unexpected value in the answer: " + value.dump());
    return value.get<T>();
}

template <typename T>
[[maybe_unused]] std::optional<std::vector<T>> read_list(const json &answer, const std::vector<std::string> &path)
{
    const json list = at(answer, path);
    if (list.is_null()) return std::nullopt;
    if (!list.is_array()) fail(4, "No list in the answer: " + list.dump());
    std::vector<T> items;
    for (const json &item : list) {
        if (!fits<T>(item)) fail(4, "Unexpected value in a list: " + item.dump());
        items.push_back(item.get<T>());
    }
    return items;
}

template <typename T> void show(const std::string &label, const std::optional<T> &value)
{
    std::cout << label << " = " << (value ? json(*value) : json(nullptr)).dump() << "\n";
}
`,
      ];
