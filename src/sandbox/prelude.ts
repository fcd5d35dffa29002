/**
 * What code finds around it, run inside QuickJS before it: console, timers, `require`, axios and a component's `$`.
 * `host` is a function of ours: (what, text) => text or promise of text. Everything crosses as text.
 */
export const prelude = `(host, inputText) => {
  "use strict";
  const input = JSON.parse(inputText);
  const { stringify, parse } = JSON;
  const show = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return value.name + ": " + value.message;
    try { return stringify(value) ?? String(value); } catch { return String(value); }
  };
  globalThis.console = Object.fromEntries(["log", "info", "warn", "error", "debug"].map((level) =>
    [level, (...values) => { host("log", stringify({ level, text: values.map(show).join(" ") })); }]));
  JSON.parse = (text, reviver) => {
    if (typeof text === "object" && text !== null)
      throw new SyntaxError("JSON.parse was given an object, where it takes text: pass this parameter as a JSON string, or leave JSON.parse out");
    return parse(text, reviver);
  };
  const timers = new Set();
  let nextTimer = 1;
  globalThis.setTimeout = (work, ms = 0, ...values) => {
    const id = nextTimer++;
    timers.add(id);
    host("sleep", String(ms)).then(() => { if (timers.delete(id)) work(...values); });
    return id;
  };
  globalThis.clearTimeout = (id) => { timers.delete(id); };

  const encode = encodeURIComponent;
  const withQuery = (url, params) => {
    const pairs = Object.entries(params ?? {}).filter(([, value]) => value !== undefined && value !== null)
      .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name + "[]", one]) : [[name, value]]))
      .map(([name, value]) => encode(name) + "=" + encode(typeof value === "object" ? stringify(value) : String(value)));
    return pairs.length === 0 ? url : url + (url.includes("?") ? "&" : "?") + pairs.join("&");
  };
  const send = async (config) => {
    if (typeof config !== "object" || config === null) throw new TypeError("axios takes a configuration object");
    const headers = {};
    for (const [name, value] of Object.entries(config.headers ?? {}))
      if (value !== undefined && value !== null && value !== false) headers[name] = String(value);
    const has = (name) => Object.keys(headers).some((one) => one.toLowerCase() === name);
    const { data } = config;
    const body = data === undefined || data === null ? undefined : typeof data === "string" ? data : stringify(data);
    if (body !== undefined && typeof data !== "string" && !has("content-type")) headers["Content-Type"] = "application/json";
    if (!has("accept")) headers.Accept = "application/json, text/plain, */*";
    const url = String(config.url ?? "");
    const full = config.baseURL !== undefined && !/^[a-z]+:/i.test(url) ? String(config.baseURL).replace(/\\/+$/, "") + "/" + url.replace(/^\\/+/, "") : url;
    const request = { method: String(config.method ?? "get").toUpperCase(), url: withQuery(full, config.params), headers };
    if (body !== undefined) request.body = body;
    const answer = parse(await host("request", stringify(request)));
    if (answer.error !== undefined) throw Object.assign(new Error(answer.error), { name: "AxiosError", config });
    let content = answer.body;
    if (config.responseType !== "text") { try { content = parse(answer.body); } catch {} }
    const response = { status: answer.status, headers: answer.headers, data: content, config };
    const isFine = config.validateStatus ?? ((status) => status >= 200 && status < 300);
    if (!isFine(answer.status))
      throw Object.assign(new Error("Request failed with status code " + answer.status), { name: "AxiosError", response, config });
    return response;
  };
  const axios = (urlOrConfig, config) => send(typeof urlOrConfig === "string" ? { ...config, url: urlOrConfig } : urlOrConfig);
  axios.request = axios;
  for (const method of ["get", "delete", "head", "options"]) axios[method] = (url, config) => send({ ...config, method, url });
  for (const method of ["post", "put", "patch"]) axios[method] = (url, data, config) => send({ ...config, method, url, data });
  axios.default = axios;
  // Pipedream's own takes the step first and gives the answer's data.
  const platformAxios = async (step, config) => {
    const given = config ?? step;
    const response = await send(given);
    return given.returnFullResponse === true ? response : response.data;
  };
  const modules = {
    axios,
    "@pipedreamhq/platform": { axios: platformAxios, defineComponent: (component) => component, ConfigurationError: class ConfigurationError extends Error {} },
  };
  const require = (name) => {
    if (!Object.hasOwn(modules, name)) throw new Error("there is no package " + name + " here: axios and @pipedreamhq/platform are");
    return modules[name];
  };
  globalThis.require = require;
  globalThis.defineComponent = (component) => component;

  const exported = {};
  const outcome = {};
  class Exit extends Error {}
  const $ = {
    export: (name, value) => { exported[String(name)] = value === undefined ? null : value; },
    respond: async (answer) => { outcome.respond = answer; },
    flow: { exit: (reason = "") => { outcome.exit = String(reason); throw new Exit("exit"); } },
  };
  const auths = Object.fromEntries(Object.entries(input.auths).map(([name, auth]) => [name, auth]));
  const fail = (error) => {
    const isObject = typeof error === "object" && error !== null;
    const said = { kind: "thrown", name: isObject ? String(error.name ?? "Error") : "Error", message: isObject ? String(error.message ?? show(error)) : show(error) };
    said.message = said.message.slice(0, 4000);
    if (isObject && typeof error.stack === "string") said.stack = error.stack.slice(0, 4000);
    if (isObject && error.response) { said.status = error.response.status; said.data = error.response.data ?? null; }
    return { error: said };
  };
  const finish = (done) => { host("done", stringify(done)); };
  return (code) => {
    const run = async () => {
      if (typeof code === "function") return await code.call(undefined, input.params, auths, { steps: input.steps, $ });
      if (typeof code !== "object" || code === null || typeof code.run !== "function")
        throw new TypeError("the code is neither a function nor a component with run()");
      const self = { ...code.methods, ...input.params };
      for (const [name, auth] of Object.entries(auths)) self[name] = { $auth: auth };
      return await code.run.call(self, { steps: input.steps, $ });
    };
    run().then(
      (value) => finish({ value: value === undefined ? null : value, exports: exported, ...outcome }),
      (error) => finish(error instanceof Exit ? { value: null, exports: exported, ...outcome } : fail(error)),
    ).catch((error) => finish(fail(error)));
  };
}`;

/** What `import … from` finds; the names are those that the packages export. */
export const importable: Readonly<Record<string, string>> = {
  axios: `export default require("axios");`,
  "@pipedreamhq/platform": `const platform = require("@pipedreamhq/platform");
export const axios = platform.axios, defineComponent = platform.defineComponent, ConfigurationError = platform.ConfigurationError;
export default platform;`,
};
