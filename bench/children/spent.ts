/** What a work made, and the CPU of all threads that it took, in seconds. */
export const spent = (work: () => number): { readonly count: number; readonly cpu: number } => {
  const before = process.cpuUsage();
  const count = work();
  const { user, system } = process.cpuUsage(before);
  return { count, cpu: (user + system) / 1e6 };
};
