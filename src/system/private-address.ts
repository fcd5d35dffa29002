import { BlockList, isIPv6 } from "node:net";

/** Where a stranger's URL must not lead: this machine, its networks, and what is no single host. */
const ranges = {
  ipv4: [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ],
  ipv6: [
    ["::", 128],
    ["::1", 128],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
  ],
} as const;

const blocked = new BlockList();
for (const family of ["ipv4", "ipv6"] as const)
  for (const [network, prefix] of ranges[family]) blocked.addSubnet(network, prefix, family);
// IPv4 in the deprecated wrapping, ::10.0.0.1.
blocked.addSubnet("::", 96, "ipv6");

/** ::ffff:10.0.0.1, however it is written: `URL` and the resolver shorten it to this. */
const wrapped = /^(?:0*:){2,5}(?:0*:)?ffff:/i;

/**
 * True for addresses that are not somebody's on the public internet: private, link-local, loopback, shared (CGNAT),
 * multicast, reserved and documentation ranges, IPv4 wrapped in IPv6, and translated ones.
 * @source IANA special-purpose address registries (documented)
 */
export const isPrivateAddress = (address: string): boolean => {
  const bare = address.replace(/%.*$/, "");
  return wrapped.test(bare) || blocked.check(bare, isIPv6(bare) ? "ipv6" : "ipv4");
};
