import { heading } from "../../heading.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "../java/literal.ts";
import { importsWith, members } from "../java/parts.ts";

const imports = importsWith(["okhttp3.OkHttpClient", "okhttp3.Request", "okhttp3.RequestBody", "okhttp3.Response"]);

/** OkHttp asks for a body with these methods, an empty one if need be. */
const needsBody: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

const exchange = (
  plan: RequestPlan,
): Source => code`static Answer exchange(URI address, Map<String, String> headers, String body) throws IOException {
    OkHttpClient client = new OkHttpClient.Builder()
        .followRedirects(false) // it would not repeat a request that has a body
        .retryOnConnectionFailure(false)
        .callTimeout(TIMEOUT)
        .readTimeout(TIMEOUT)
        .build();
    // Bytes: to text OkHttp would add a charset of its own.
    RequestBody content = body == null ? ${ours(needsBody.has(plan.method) ? "RequestBody.create(null, new byte[0])" : "null")} : RequestBody.create(null, body.getBytes(StandardCharsets.UTF_8));
    Request.Builder request = new Request.Builder().url(address.toString()).method(${literal(plan.method)}, content);
    headers.forEach(request::header);
    try (Response response = client.newCall(request.build()).execute()) {
        String text = new String(response.body().bytes(), StandardCharsets.UTF_8);
        return new Answer(response.code(), response.header("Retry-After"), response.header("Location"), text);
    }
}`;

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "Main.java",
    source: code`// Java 17 or newer with OkHttp 3.13 or newer and Gson.
${heading(plan, "//")}
${imports(plan.auth)}

public final class Main {
    ${members(plan, exchange(plan))}
}`,
  },
];
