import { heading } from "../../heading.ts";
import type { RequestPlan } from "../../request-plan.ts";
import { code, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { importsWith, members } from "./parts.ts";

const imports = importsWith([
  "java.net.http.HttpClient",
  "java.net.http.HttpRequest",
  "java.net.http.HttpResponse",
  "java.util.concurrent.ExecutionException",
  "java.util.concurrent.TimeUnit",
  "java.util.concurrent.TimeoutException",
]);

const exchange = (
  plan: RequestPlan,
): Source => code`static Answer exchange(URI address, Map<String, String> headers, String body) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
    HttpRequest.BodyPublisher publisher = body == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).method(${literal(plan.method)}, publisher);
    headers.forEach(request::header);
    try {
        // The request's own timeout would end with the headers.
        HttpResponse<String> response = client
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return new Answer(
            response.statusCode(),
            response.headers().firstValue("Retry-After").orElse(null),
            response.headers().firstValue("Location").orElse(null),
            response.body());
    } catch (ExecutionException error) {
        throw new IOException(error.getCause());
    } catch (TimeoutException error) {
        throw new IOException("timeout", error);
    }
}`;

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  {
    name: "Main.java",
    source: code`// Java 17 or newer with Gson.
${heading(plan, "//")}
${imports(plan.auth)}

public final class Main {
    ${members(plan, exchange(plan))}
}`,
  },
];
