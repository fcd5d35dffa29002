import { code } from "../../source.ts";

export const failure = code`static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int exitCode;

    Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }
}

public static void main(String[] arguments) throws InterruptedException {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    try {
        run();
    } catch (Failure failure) {
        System.err.println(failure.getMessage());
        System.exit(failure.exitCode);
    }
}`;

export const parse = code`/** Reads one JSON value and nothing else. */
static JsonElement parse(String text) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(text));
    JsonElement value = GSON.getAdapter(JsonElement.class).read(reader);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("more than one value");
    }
    return value;
}

/** What stands at a path; JsonNull where it is missing. */
static JsonElement at(JsonElement value, String... path) {
    for (String key : path) {
        boolean found = value.isJsonObject() && value.getAsJsonObject().has(key);
        value = found ? value.getAsJsonObject().get(key) : JsonNull.INSTANCE;
    }
    return value;
}`;

export const gson = code`static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();`;

/** The methods that read typed values from an answer and print them. */
export const readers = code`/** What stands at a path of the answer; null where it is missing. Another type than expected ends the program. */
static <T> T read(JsonElement answer, Class<T> type, String... path) {
    JsonElement value = at(answer, path);
    if (value.isJsonNull()) {
        return null;
    }
    if (type == JsonElement.class) {
        return type.cast(value);
    }
    if (value.isJsonPrimitive()) {
        var primitive = value.getAsJsonPrimitive();
        if (type == String.class && primitive.isString()) {
            return type.cast(primitive.getAsString());
        }
        if (type == Boolean.class && primitive.isBoolean()) {
            return type.cast(primitive.getAsBoolean());
        }
        if (type == Double.class && primitive.isNumber()) {
            return type.cast(primitive.getAsDouble());
        }
        if (type == Long.class && primitive.isNumber() && primitive.getAsString().matches("-?\\d{1,18}|-?[1-8]\\d{18}")) {
            return type.cast(primitive.getAsLong());
        }
    }
    throw new Failure(4, "Unexpected value at " + String.join(".", path) + ": " + value);
}

static <T> List<T> readList(JsonElement answer, Class<T> type, String... path) {
    JsonElement value = at(answer, path);
    if (value.isJsonNull()) {
        return null;
    }
    if (!value.isJsonArray()) {
        throw new Failure(4, "No list at " + String.join(".", path) + ": " + value);
    }
    List<T> items = new ArrayList<>();
    for (JsonElement item : value.getAsJsonArray()) {
        items.add(read(item, type));
    }
    return items;
}

static void show(String label, Object value) {
    System.out.println(label + " = " + GSON.toJson(value));
}`;
