import { onceFor } from "../../once-for.ts";
import { lineComments } from "../../comment.ts";
import type { JsonShape, ValueType } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { fieldName } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

export const fail = code`_Noreturn static void fail(int exit_code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(exit_code);
}`;

/** Keys that lead to a value, as the functions take them. */
export const pathOf = (path: readonly string[]): Source =>
  code`(const char *[]){${joined([...path.map(fieldName), ours("NULL")], ", ")}}`;

export const at = code`// What stands at a path; NULL where it is missing.
static const cJSON *at(const cJSON *value, const char *const *path)
{
    for (; *path != NULL; path++) value = cJSON_GetObjectItemCaseSensitive(value, *path);
    return value == NULL || cJSON_IsNull(value) ? NULL : value;
}`;

const functions: Readonly<Record<ValueType, Source>> = {
  string: code`// NULL where it is missing; a value of another type ends the program.
static const char *read_string(const cJSON *answer, const char *const *path)
{
    const cJSON *value = at(answer, path);
    if (value != NULL && !cJSON_IsString(value)) unexpected(value);
    return value == NULL ? NULL : value->valuestring;
}`,
  integer: code`typedef struct {
    bool present;
    int64_t value;
} Integer;

static Integer read_integer(const cJSON *answer, const char *const *path)
{
    const cJSON *value = at(answer, path);
    if (value != NULL && !is_integer(value)) unexpected(value);
    return (Integer){value != NULL, value == NULL ? 0 : (int64_t)value->valuedouble};
}`,
  number: code`typedef struct {
    bool present;
    double value;
} Number;

static Number read_number(const cJSON *answer, const char *const *path)
{
    const cJSON *value = at(answer, path);
    if (value != NULL && !cJSON_IsNumber(value)) unexpected(value);
    return (Number){value != NULL, value == NULL ? 0 : value->valuedouble};
}`,
  boolean: code`typedef struct {
    bool present;
    bool value;
} Boolean;

static Boolean read_boolean(const cJSON *answer, const char *const *path)
{
    const cJSON *value = at(answer, path);
    if (value != NULL && !cJSON_IsBool(value)) unexpected(value);
    return (Boolean){value != NULL, cJSON_IsTrue(value)};
}`,
  json: code``,
};

const shows: Readonly<Record<ValueType, Source>> = {
  string: code`static void show_string(const char *label, const char *value)
{
    show(label, value == NULL ? NULL : cJSON_CreateStringReference(value));
}`,
  integer: code`static void show_integer(const char *label, Integer value)
{
    show(label, value.present ? cJSON_CreateNumber((double)value.value) : NULL);
}`,
  number: code`static void show_number(const char *label, Number value)
{
    show(label, value.present ? cJSON_CreateNumber(value.value) : NULL);
}`,
  boolean: code`static void show_boolean(const char *label, Boolean value)
{
    show(label, value.present ? cJSON_CreateBool(value.value) : NULL);
}`,
  json: code``,
};

const kinds: Readonly<Record<ValueType, Source>> = {
  string: code`static bool is_string(const cJSON *value) { return cJSON_IsString(value); }`,
  integer: code`// cJSON holds numbers as double: integers beyond 2^53 could be others, and are refused.
static bool is_integer(const cJSON *value)
{
    return cJSON_IsNumber(value) && fabs(value->valuedouble) < 9007199254740992.0 &&
           floor(value->valuedouble) == value->valuedouble;
}`,
  number: code`static bool is_number(const cJSON *value) { return cJSON_IsNumber(value); }`,
  boolean: code`static bool is_boolean(const cJSON *value) { return cJSON_IsBool(value); }`,
  json: code`static bool is_any(const cJSON *value) { return value != NULL; }`,
};

const order: readonly ValueType[] = ["string", "integer", "number", "boolean", "json"];

/** The functions that read typed values from an answer and print them: only those that this shape needs. */
export const readers = onceFor((shape: JsonShape): Source => {
  const all = [...shape.variables, ...shape.lists.flatMap(({ variables }) => variables)];
  const single = new Set(all.filter(({ isList }) => !isList).map(({ type }) => type));
  const listed = new Set(all.filter(({ isList }) => isList).map(({ type }) => type));
  if (shape.lists.length > 0) listed.add("json");
  // read_integer asks is_integer.
  const kind = (type: ValueType): boolean => listed.has(type) || (type === "integer" && single.has(type));
  const parts = [
    code`_Noreturn static void unexpected(const cJSON *value) { fail(4, "Unexpected value in the answer: %s", cJSON_PrintUnformatted(value)); }`,
    ...order.filter(kind).map((type) => kinds[type]),
    ...order.filter((type) => single.has(type)).map((type) => functions[type]),
    ...(listed.size === 0
      ? []
      : [
          code`// A list of such values; NULL where it is missing.
static const cJSON *read_list(const cJSON *answer, bool (*fits)(const cJSON *), const char *const *path)
{
    const cJSON *list = at(answer, path), *item;
    if (list != NULL && !cJSON_IsArray(list)) unexpected(list);
    cJSON_ArrayForEach(item, list)
        if (!cJSON_IsNull(item) && !fits(item)) unexpected(item);
    return list;
}`,
        ]),
    code`// cJSON prints 15 digits of a number; a double has up to 17.
static void keep_digits(cJSON *value)
{
    if (cJSON_IsNumber(value)) {
        value->valuestring = format("%.17g", value->valuedouble);
        value->type = cJSON_Raw;
    }
    for (cJSON *item = value->child; item != NULL; item = item->next) keep_digits(item);
}

static void show(const char *label, const cJSON *value)
{
    cJSON *copy = value == NULL ? cJSON_CreateNull() : cJSON_Duplicate(value, true);
    keep_digits(copy);
    printf("%s = %s\n", label, cJSON_PrintUnformatted(copy));
}`,
    ...order.filter((type) => single.has(type)).map((type) => shows[type]),
  ];
  return joined(
    parts.filter(({ isEmpty }) => !isEmpty),
    "\n\n",
  );
});
