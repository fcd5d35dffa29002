import { code, joined, ours, type Source } from "#programs";
import { userCreate, userErrors } from "#zoom";

import { filterBasics, filterFields } from "./filter-sources.ts";

const { emailUsed, activeElsewhere } = userCreate.errors;
const { notFound, elsewhere, invitationExpired } = userErrors;
const takenCodes = [emailUsed.code, activeElsewhere.code, invitationExpired.code];

const numbers = (list: readonly number[]): Source =>
  joined(
    list.map((one) => code`${one}`),
    ", ",
  );

/** Values by path, as expressions have it: own fields only. */
const paths = ours(`const pick = (value, key) => {
  if (Array.isArray(value)) return typeof key === "number" ? value.at(key) : undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : undefined;
};
const at = (value, ...path) => path.reduce(pick, value);
const join = (...parts) => parts.map(textOf).join("");`);

const calls = code`class StepError extends Error {
  constructor(code, message, details, isRetryable) {
    super(message);
    Object.assign(this, { name: "StepError", code, details, isRetryable });
  }
}
const repeatable = ["GET", "HEAD", "PUT", "DELETE"];

// One call; an answer that is no success is thrown, with the codes that error branches decide on.
const call = async (kind, success, config) => {
  const { method } = config;
  let answer;
  try {
    answer = await axios(undefined, { ...config, returnFullResponse: true, validateStatus: () => true });
  } catch (error) {
    throw new StepError("unreachable", method + " had no answer: " + error.message, {}, repeatable.includes(method));
  }
  const { status, headers, data: body } = answer;
  if (success.length > 0 ? success.includes(status) : status >= 200 && status < 300) return { status, headers, body };
  const isRetryable = status === 429 || (status >= 500 && repeatable.includes(method));
  if (kind === "http")
    throw new StepError("http_" + status, method + " answered HTTP " + status, { status, headers, body }, isRetryable);
  const code = pick(body, "code");
  const message = textOf(pick(body, "message"));
  const isTaken = status === ${emailUsed.status} || [${numbers(takenCodes)}].includes(code);
  throw kind === "create" && isTaken
    ? new StepError("exists", message, { status }, false)
    : new StepError("zoom_" + code, message, { status, code }, isRetryable);
};

const errorOf = (thrown) => ({
  code: thrown instanceof StepError ? thrown.code : thrown.response ? "http_" + thrown.response.status : "code_thrown",
  message: String(thrown.message ?? thrown),
  details: thrown.details ?? {},
});

// So many attempts in all, with pauses that double.
const attempt = async (attempts, delayMs, longestMs, work) => {
  for (let made = 1; ; made += 1) {
    try {
      return await work();
    } catch (error) {
      if (made >= attempts || error.isRetryable !== true) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(longestMs, delayMs * 2 ** (made - 1))));
    }
  }
};

const createdUser = ({ body }, action) => ({ id: body.id, email: body.email, type: body.type, action, outcome: "created" });

// Zoom answers without an id for those that it did not add.
const addedUser = ({ body }, user, group_id) => ({ user, group_id, added: textOf(pick(body, "ids")) !== "" });
const givenFields = (data) => Object.keys(data).filter((name) => data[name] !== undefined);

const absent = [${numbers([notFound.code, elsewhere.code, invitationExpired.code])}];
const foundUser = async (work) => {
  try {
    return { found: true, ...(await work()).body };
  } catch (error) {
    if (error.details?.status !== 404 && !absent.includes(error.details?.code)) throw error;
    return { found: false, reason: error.message };
  }
};

// Runs the steps for each item, one after the other.
const forEach = async (items, stopOnError, work) => {
  if (!Array.isArray(items)) throw new StepError("items", "items is no list", {}, false);
  const failures = [];
  for (const [index, item] of items.entries()) {
    try {
      await work(item, index);
    } catch (error) {
      failures.push({ index, ...errorOf(error) });
      if (stopOnError) throw error;
    }
  }
  return { count: items.length, succeeded: items.length - failures.length, failed: failures.length, failures };
};`;

/** Steps in the older style ask for their packages by name. */
export const requireSource = ours(`const require = (name) => {
  if (name === "@pipedreamhq/platform") return { axios };
  throw new Error("there is no package " + name + " here: import it at the top");
};`);

/** What the component's steps call: the filters that they use, paths, calls and their outcomes. */
export const pipedreamLibrary = (used: ReadonlySet<string>): Source => code`${filterBasics}
const filters = {
  ${filterFields(used)}
};

${paths}

${calls}`;
