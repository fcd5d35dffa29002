import assert from "node:assert/strict";
import { test } from "node:test";

import { presets, switchFacts } from "#emulator";

import { bothHosts, dig, type Host, keysOf, onBothHosts } from "./hosts.ts";
import { amy, type Observation } from "./switch-observation.ts";
import { observations } from "./switch-observations.ts";

const observed = new Set<string>();

const tryValue = async (host: Host, name: string, given: Observation<string>, value: string): Promise<void> => {
  const { account = {}, tickMs = 1000, observe, shows } = given;
  {
    await using born = await host.open({ account: { ...account, switches: { [name]: value } }, tickMs });
    assert.deepEqual(await observe(born), shows[value], `${name}: ${value}`);
  }
  await using changed = await host.open({ account: { ...account, accountId: "acc" }, tickMs });
  await changed.control("PATCH", "/accounts/acc", { switches: { [name]: value } });
  assert.deepEqual(await observe(changed), shows[value], `${name}: ${value}, set while it runs`);
  observed.add(`${host.name} ${name} ${value}`);
};

for (const host of bothHosts)
  for (const [name, given] of Object.entries<Observation<string>>(observations))
    test(`switch ${name}: each value shows, the default without being set (${host.name})`, async () => {
      for (const value of Object.keys(given.shows)) await tryValue(host, name, given, value);
      await using plain = await host.open({ account: given.account ?? {}, tickMs: given.tickMs ?? 1000 });
      const usual = Object.entries(switchFacts).find(([known]) => known === name)?.[1].default ?? "";
      assert.deepEqual(await given.observe(plain), given.shows[usual]);
      const views = Object.values(given.shows).map((view) => JSON.stringify(view));
      assert.equal(new Set(views).size, views.length, "each value shows something else");
    });

test("no value of any switch is without an observation", () => {
  const wanted = bothHosts.flatMap(({ name: host }) =>
    Object.entries(switchFacts).flatMap(([name, { values }]) => values.map((value) => `${host} ${name} ${value}`)),
  );
  assert.deepEqual([...observed].toSorted(), wanted.toSorted());
});

onBothHosts("every preset makes an account that works, with settings of its own", async (host) => {
  await using stage = await host.open({ account: false });
  const views = keysOf(dig(await stage.control("GET", "/presets"), "presets"));
  assert.deepEqual(views, Object.keys(presets));
  for (const preset of Object.keys(presets)) {
    const made = await stage.control("POST", "/accounts", { preset, domain: "own.test" });
    const token = String(dig(made, "token"));
    assert.equal((await stage.create("create", amy, { token })).status, 201, preset);
    const path = `/accounts/${String(dig(made, "account_id"))}`;
    const settings = dig(await stage.control("GET", path), "settings");
    assert.equal(dig(settings, "plan"), dig(made, "plan"));
    assert.deepEqual(dig(settings, "managedDomains"), preset === "business" ? ["own.test"] : []);
    await stage.control("PATCH", path, { settings: { seats: { licensed: 1 }, sso: true } });
  }
  const again = await stage.control("POST", "/accounts", { preset: "pro" });
  const settings = dig(await stage.control("GET", `/accounts/${String(dig(again, "account_id"))}`), "settings");
  assert.deepEqual(
    [dig(settings, "seats", "licensed"), dig(settings, "sso")],
    [100, false],
    "a preset is never changed",
  );
});
