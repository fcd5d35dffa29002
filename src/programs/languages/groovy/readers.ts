import { lineComments } from "../../comment.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

export const comment = (text: string): readonly Source[] => lineComments(text, "//");

/** The arguments that name a path, after others. */
export const keys = (path: readonly string[]): Source => joined([ours(""), ...path.map(literal)], ", ");

/** What every program imports; a program that sends adds its own. */
const commonImports: readonly string[] = [
  "com.google.gson.Gson",
  "com.google.gson.GsonBuilder",
  "com.google.gson.JsonElement",
  "com.google.gson.JsonNull",
  "com.google.gson.stream.JsonReader",
  "com.google.gson.stream.JsonToken",
  "groovy.transform.CompileStatic",
  "java.nio.charset.StandardCharsets",
];

export const imports = (more: readonly string[]): readonly Source[] =>
  [...commonImports, ...more].toSorted().map((name) => ours(`import ${name}`));

export const failure = code`class Failure extends RuntimeException {
    final int exitCode

    Failure(int exitCode, String message) {
        super(message)
        this.exitCode = exitCode
    }
}`;

export const main = code`static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create()

static void main(String[] arguments) {
    System.out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
    System.err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
    try {
        run()
    } catch (Failure failure) {
        System.err.println(failure.message)
        System.exit(failure.exitCode)
    }
}

/** Reads one JSON value and nothing else; JsonSlurper would cut large numbers. */
static JsonElement parse(String text) {
    def reader = new JsonReader(new StringReader(text))
    JsonElement value = GSON.getAdapter(JsonElement).read(reader)
    if (reader.peek() != JsonToken.END_DOCUMENT) throw new IOException('more than one value')
    return value
}

/** What stands at a path; JsonNull where it is missing. */
static JsonElement at(JsonElement value, String... path) {
    for (String key : path) {
        boolean found = value.isJsonObject() && value.asJsonObject.has(key)
        value = found ? value.asJsonObject.get(key) : JsonNull.INSTANCE
    }
    return value
}`;

/** The methods that read typed values from an answer and print them. */
export const readers = code`/** What stands at a path of the answer; null where it is missing. Another type than expected ends the program. */
static <T> T read(JsonElement answer, Class<T> type, String... path) {
    JsonElement value = at(answer, path)
    if (value.isJsonNull()) return null
    if (type == JsonElement) return type.cast(value)
    if (value.isJsonPrimitive()) {
        def primitive = value.asJsonPrimitive
        if (type == String && primitive.isString()) return type.cast(primitive.asString)
        if (type == Boolean && primitive.isBoolean()) return type.cast(primitive.asBoolean)
        if (type == Double && primitive.isNumber()) return type.cast(primitive.asDouble)
        if (type == Long && primitive.isNumber() && primitive.asString ==~ /-?\d{1,18}|-?[1-8]\d{18}/) return type.cast(primitive.asLong)
    }
    throw new Failure(4, "Unexpected value at \${path.join('.')}: $value")
}

static <T> List<T> readList(JsonElement answer, Class<T> type, String... path) {
    JsonElement value = at(answer, path)
    if (value.isJsonNull()) return null
    if (!value.isJsonArray()) throw new Failure(4, "No list at \${path.join('.')}: $value")
    List<T> items = []
    for (JsonElement item : value.asJsonArray) items.add(read(item, type))
    return items
}

static void show(String label, Object value) {
    println(label + ' = ' + GSON.toJson(value))
}`;
