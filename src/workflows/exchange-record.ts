import { redactHeaders, redactText } from "#base";
import { z } from "zod";

/** One HTTP call of a step as it is kept: secrets masked, long bodies cut. */
export const httpExchangeSchema = z.object({
  method: z.string(),
  url: z.string(),
  request: z.object({ headers: z.record(z.string(), z.string()), body: z.string().optional() }),
  /** Absent when no answer came; `error` says why. */
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() }).optional(),
  error: z.string().optional(),
  /** Milliseconds since 1970, and how long it took. */
  at: z.number(),
  ms: z.number(),
});
export type HttpExchange = z.output<typeof httpExchangeSchema>;

const maxBody = 16_384;

const shorten = (text: string): string =>
  text.length > maxBody ? `${text.slice(0, maxBody)}… (${text.length} characters in all)` : text;

/** The same exchange as it may be kept. */
export const maskExchange = (exchange: HttpExchange): HttpExchange => ({
  ...exchange,
  url: redactText(exchange.url),
  request: {
    headers: redactHeaders(exchange.request.headers),
    ...(exchange.request.body === undefined ? {} : { body: shorten(redactText(exchange.request.body)) }),
  },
  ...(exchange.response === undefined
    ? {}
    : {
        response: {
          status: exchange.response.status,
          headers: redactHeaders(exchange.response.headers),
          body: shorten(redactText(exchange.response.body)),
        },
      }),
});

/** True where the caller will probably try again: no answer, too many calls, or a fault of the other side. */
export const isRetried = ({ response }: HttpExchange): boolean =>
  response === undefined || response.status === 429 || response.status >= 500;
