import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { type Answer, type Exchange, RollcallError } from "#base";

import { createRecorder } from "./create-recorder.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { readRecording, type RecordedCall } from "./recorded-call.ts";
import { replay } from "./replay.ts";
import { seedOf } from "./seed-of.ts";
import { shapeDifferences } from "./shape.ts";

const id = "KDcuGIm1QgePTO8WbOqwIQ";
const names = createPseudonyms(Buffer.from("a key"));

const answerOf = (status: number, body: unknown): Answer => ({
  status,
  headers: ["Content-Type", "application/json", "X-RateLimit-Category", "Light", "Set-Cookie", "zm_aid=secret"],
  body: body === null ? "" : JSON.stringify(body),
});
const exchange = (method: string, path: string, body?: unknown, query = ""): Exchange => ({
  method,
  path,
  query,
  headers: { authorization: "Bearer top-secret", "content-type": "application/json; charset=utf-8" },
  body: new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)),
});

/** What is kept of calls that are answered so. */
const record = async (calls: readonly (readonly [Exchange, Answer])[], writes = true) => {
  const lines: string[] = [];
  let at = -1;
  const forward = async (): Promise<Answer> => calls[at]?.[1] ?? answerOf(500, {});
  const recorder = createRecorder({ forward, write: (line) => lines.push(line), writes });
  const answers: Answer[] = [];
  for (const [call] of calls) {
    at += 1;
    answers.push(await recorder(call));
  }
  return { text: lines.join(""), answers };
};

describe("pseudonyms", () => {
  test("are the same for the same value, whatever its case, and keep people of a domain together", () => {
    assert.equal(names.text("Amy@Acme.com"), names.text("amy@acme.com"));
    const [one, other] = [names.text("amy@acme.com"), names.text("bob@acme.com")];
    assert.notEqual(one, other);
    assert.equal(one.split("@")[1], other.split("@")[1]);
    assert.match(one, /^p-[0-9a-f]{10}@d-[0-9a-f]{6}\.test$/);
    assert.notEqual(createPseudonyms(Buffer.from("another key")).text("amy@acme.com"), one);
  });

  test("keep the shape of ids, numbers and links", () => {
    assert.match(names.text(id), /^[\w-]{22}$/);
    assert.match(names.text(`R${id}`), /^R[\w-]{22}$/);
    assert.match(names.text("+4930123456"), /^\+\d{10}$/);
    assert.match(String(names.value("pmi", 4827163905)), /^[1-9]\d{9}$/);
    assert.match(names.text("https://acme.zoom.us/my/amy"), /^https:\/\/example\.test\//);
    assert.match(names.text("Amelia"), /^text-/);
  });

  test("leave states, kinds, times and counts as they are, and nothing that only sits in such a field", () => {
    const kept = {
      status: "active",
      type: 2,
      timezone: "Europe/Berlin",
      created_at: "2026-01-02T03:04:05Z",
      page_size: 30,
      verified: 1,
      role_id: "0",
      role_name: "Owner",
      dept: "",
      use_pmi: false,
      license: null,
    };
    assert.deepEqual(names.value("", kept), kept);
    assert.notEqual(names.value("status", "amy@acme.com"), "amy@acme.com");
    assert.notEqual(names.value("role_name", "Payroll of Acme"), "Payroll of Acme");
    assert.equal(names.value("password", "hunter2-Hunter"), "Rehearsal-2026");
  });

  test("replace what identifies in a sentence, and leave its words", () => {
    const known = new Set(["Amelia's team"]);
    const sentence = names.sentence(`Email "amy@acme.com" of ${id} in Amelia's team has already been used.`, known);
    assert.equal(
      sentence,
      `Email "${names.text("amy@acme.com")}" of ${names.text(id)} in ${names.text("Amelia's team")} has already been used.`,
    );
  });
});

describe("a recorder", () => {
  test("keeps nothing of who was there", async () => {
    const person = { email: "amy@acme.com", first_name: "Amelia", last_name: "Earhart", type: 2 };
    const { text, answers } = await record([
      [exchange("POST", "/v2/users", { action: "create", user_info: person }), answerOf(201, { id, ...person })],
      [
        exchange("GET", "/v2/users/amy%40acme.com"),
        answerOf(200, {
          id,
          ...person,
          phone_number: "+49301234567",
          pmi: 4827163905,
          jid: `${id.toLowerCase()}@xmpp.zoom.us`,
          personal_meeting_url: "https://us05web.zoom.us/j/4827163905?pwd=abc",
        }),
      ],
      [exchange("PATCH", `/v2/users/${id}`, { dept: "Secret Projects" }), answerOf(204, null)],
      [
        exchange("GET", "/v2/reports/amy@acme.com/Amelia", undefined, "to=amy@acme.com&page_size=30"),
        answerOf(404, { code: 2300, message: "amy@acme.com: Amelia is not recognized." }),
      ],
    ]);
    for (const secret of [
      "amy",
      "acme",
      "Amelia",
      "Earhart",
      id,
      id.toLowerCase(),
      "49301234567",
      "4827163905",
      "Secret",
      "top-secret",
      "zm_aid",
    ])
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
    const [created, got, , unknown] = readRecording(text, "the test");
    assert.equal(created?.operation, "userCreate");
    assert.match(got?.path ?? "", /^\/v2\/users\/p-[0-9a-f]{10}%40d-[0-9a-f]{6}\.test$/);
    assert.deepEqual(got?.headers, { "content-type": "application/json", "x-ratelimit-category": "Light" });
    assert.equal(unknown?.operation, null);
    assert.match(unknown.query, /page_size=30/);
    // The program itself gets what Zoom said.
    assert.match(String(answers[0]?.body), /amy@acme\.com/);
  });

  test("lets only reading through, unless told otherwise, and keeps tokens to itself", async () => {
    const { text, answers } = await record(
      [
        [exchange("DELETE", `/v2/users/${id}`), answerOf(204, null)],
        [exchange("POST", "/oauth/token"), answerOf(200, { access_token: "the real one" })],
      ],
      false,
    );
    assert.equal(text, "");
    assert.equal(answers[0]?.status, 403);
    assert.doesNotMatch(String(answers[1]?.body), /the real one/);
  });
});

const call = (number: number, more: Partial<RecordedCall>): RecordedCall => ({
  rollcall: 1,
  number,
  operation: "user",
  method: "GET",
  path: "/v2/users/a",
  query: "",
  content_type: "",
  request: null,
  status: 200,
  headers: {},
  answer: {},
  ...more,
});

const row = (email: string, role_id: string) => ({
  id: `id of ${email}`,
  email,
  role_id,
  type: 2,
  status: "active",
});

describe("a recording", () => {
  test("that is none is refused by line", () => {
    for (const [text, where] of [
      ["", /holds no call/],
      ["{", /line 1: is no JSON/],
      ['{"rollcall":2}', /line 1: rollcall/],
    ] as const)
      assert.throws(
        () => readRecording(text, "x.ndjson"),
        (error) => error instanceof RollcallError && error.code === "RC_INTERCEPT_CORPUS" && where.test(error.message),
      );
  });

  test("tells whom the account had: everybody seen who was not created on the way", () => {
    const seed = seedOf([
      call(1, {
        operation: "users",
        answer: { users: [row("o@d.test", "0"), row("a@d.test", "2"), row("m@d.test", "1")] },
      }),
      call(2, { operation: "userCreate", status: 201, answer: { email: "new@d.test" } }),
      call(3, { answer: row("new@d.test", "2") }),
    ]);
    assert.equal(seed.owner_email, "o@d.test");
    assert.equal(seed.domain, "d.test");
    assert.deepEqual(seed.users, [
      { id: "id of a@d.test", email: "a@d.test", type: 2, status: "active", role_id: "2" },
      { id: "id of m@d.test", email: "m@d.test", type: 2, status: "active", role_id: "1" },
    ]);
  });
});

describe("a replay", () => {
  test("is asked with the ids of here, and differences are told by operation", async () => {
    const asked: string[] = [];
    const operations = await replay(
      [
        call(1, {
          operation: "userCreate",
          method: "POST",
          path: "/v2/users",
          status: 201,
          answer: { id: "recorded", email: "a@d.test" },
        }),
        call(2, { path: "/v2/users/recorded", answer: { id: "recorded", dept: "x" } }),
        call(3, { path: "/v2/users/recorded", status: 404, answer: { code: 1001 } }),
      ],
      {
        token: "t",
        ask: ({ method, path }) => {
          asked.push(`${method} ${path}`);
          return path === "/v2/users" && method === "POST"
            ? answerOf(201, { id: "here", email: "a@d.test" })
            : answerOf(200, { id: "here", dept: 1 });
        },
      },
    );
    assert.deepEqual(asked.slice(2), ["POST /v2/users", "GET /v2/users/here", "GET /v2/users/here"]);
    assert.deepEqual(operations, [
      { operation: "userCreate", calls: 1, same: 1, differences: [] },
      {
        operation: "user",
        calls: 2,
        same: 0,
        differences: [
          { what: "dept is number, recorded was string", count: 1, first: 2 },
          { what: "status 200, recorded was 404", count: 1, first: 3 },
        ],
      },
    ]);
  });

  test("an empty list says nothing about its items", () => {
    assert.deepEqual(shapeDifferences({ users: [{ id: "a" }] }, { users: [] }), []);
    assert.deepEqual(shapeDifferences({ users: [] }, { users: [{ id: "a" }] }), []);
    assert.deepEqual(shapeDifferences({ users: [{ id: "a" }] }, { users: [{}], more: 1 }), [
      "users[].id is missing",
      "more is there, and was not recorded",
    ]);
  });
});
