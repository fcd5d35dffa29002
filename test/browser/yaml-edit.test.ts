import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { load } from "js-yaml";

import { withYamlValue } from "../../ui/src/workflows/yaml-edit.ts";

const source = `# what it is for
name: hire
steps:
  # look first
  - name: look # why
    type: lookup_user
    with: { user: "\${trigger.body.email}" }

  - type: create_user
    name: create
    with:
      # the address
      email: \${trigger.body.email} # typed
      note: |
        one

        two
      type: 1
    on_error: continue

output: done
`;

test("a value is changed where it stands, and nothing else", () => {
  assert.equal(withYamlValue(source, ["steps", "1", "with", "type"], 2), source.replace("type: 1", "type: 2"));
  assert.equal(
    withYamlValue(source, ["steps", "1", "with", "email"], "a: b"),
    source.replace("email: ${trigger.body.email} #", "email: 'a: b' #"),
  );
  assert.equal(
    withYamlValue(source, ["steps", "1", "with", "note"], "x\ny"),
    source.replace("|\n        one\n\n        two", "|-\n        x\n        y"),
  );
});

test("what is new comes behind its siblings, what is taken out leaves with its line", () => {
  assert.equal(
    withYamlValue(source, ["steps", "1", "with", "first_name"], "Mona"),
    source.replace("      type: 1\n", "      type: 1\n      first_name: Mona\n"),
  );
  assert.equal(withYamlValue(source, ["steps", "1", "with", "type"], undefined), source.replace("      type: 1\n", ""));
  assert.equal(
    withYamlValue(source, ["steps", "1", "type"], undefined),
    source.replace("- type: create_user\n    name", "- name"),
  );
  assert.equal(
    withYamlValue(source, ["steps", "2"], { name: "last", type: "respond", with: { status: 201 } }),
    source.replace(
      "on_error: continue\n",
      "on_error: continue\n  - name: last\n    type: respond\n    with:\n      status: 201\n",
    ),
  );
  assert.match(withYamlValue(source, ["steps", "0"], undefined) ?? "", /^steps:\n {2}# look first\n\n {2}- type/m);
});

test("what is in braces is written anew as a block", () => {
  assert.match(
    withYamlValue(source, ["steps", "0", "with", "user"], "me") ?? "",
    / {4}with:\n {6}user: me\n\n {2}- type/,
  );
});

test("each field of each shipped template can be changed and put back", () => {
  const folder = "examples/workflows";
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    const walk = (value: unknown, path: readonly string[]): void => {
      if (typeof value !== "object" || value === null) {
        const next = withYamlValue(text, path, "something: else");
        assert.notEqual(next, undefined, `${file} ${path.join(".")}`);
        assert.deepEqual(load(withYamlValue(next ?? "", path, value) ?? ""), load(text));
        assert.notEqual(withYamlValue(text, path, undefined), undefined, `${file} without ${path.join(".")}`);
      } else for (const [key, inside] of Object.entries(value)) walk(inside, [...path, key]);
    };
    walk(load(text), []);
  }
});

test("a text that is no YAML stays as it is", () => {
  assert.equal(withYamlValue("steps: [", ["steps", "0"], 1), undefined);
});
