// Loaded by NODE_OPTIONS into every Node program of `rollcall run`, whatever its age: plain old JavaScript on purpose.
// Node before 22.21 knows no proxy, and even a newer one uses none where a program brings its own agent. So connections
// to the ports of the web are led to Rollcall's own port; there, the host's name is in the TLS hello or the Host header.
"use strict";

const net = require("net");

const settings = process.env.ROLLCALL_RUN === undefined ? undefined : JSON.parse(process.env.ROLLCALL_RUN);
const webPorts = new Set([80, 443]);
const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1)$/;

const isBelow = (host, domain) => host === domain || host.endsWith("." + domain);

const isAllowed = (host, port) =>
  settings.allow.some((rule) => {
    const [name, only] = rule.split(/:(?=\d+$)/);
    if (only !== undefined && Number(only) !== port) return false;
    return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name.toLowerCase();
  });

/** Where a connection is led instead; the same options when it may go where it wants to. */
const redirect = (options) => {
  const { host, port } = options;
  if (typeof host !== "string" || options.path != null) return options;
  const name = host.toLowerCase().replace(/\.$/, "");
  const isZoom = settings.domains.some((domain) => isBelow(name, domain));
  const isWeb = webPorts.has(Number(port)) && !loopback.test(name) && !isAllowed(name, Number(port));
  // A host that may not be reached is refused there, in words.
  return isZoom || isWeb
    ? Object.assign({}, options, { host: "127.0.0.1", port: settings.port, lookup: undefined })
    : options;
};

if (settings !== undefined) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    const [first, second] = args;
    // net.connect() hands its arguments over in one array, which carries a mark: it must stay the same array.
    if (Array.isArray(first)) first[0] = redirect(first[0]);
    else if (typeof first === "object" && first !== null) args[0] = redirect(first);
    else if (typeof second === "string" && /^\d+$/.test(String(first)))
      args.splice(0, 2, redirect({ port: Number(first), host: second }));
    return connect.apply(this, args);
  };
}
