import { nextTick } from "../deployments.ts";
import { type RunDeps, startRun } from "../runs.ts";

/**
 * Starts the runs of schedules that came due between two looks. The tick is the idempotency key, so that several
 * processes start it once. Ticks that nobody was there to see are left out.
 */
export const startDue = async (deps: RunDeps, from: number, to: number): Promise<void> => {
  for (const deployment of await deps.deployments.deployments()) {
    if (!deployment.enabled) continue;
    const { name, version } = deployment;
    const schedule = (await deps.definitionOf(name, version))?.trigger.schedule;
    if (schedule === undefined) continue;
    // A workflow that was deployed meanwhile does not make up for ticks before that.
    const tick = nextTick(schedule, Math.max(from, deployment.updatedAt));
    if (tick === undefined || tick > to) continue;
    await startRun(deps, {
      workflow: name,
      version,
      triggerKind: "schedule",
      trigger: { kind: "schedule", at: new Date(tick).toISOString(), body: schedule.input ?? null },
      idempotencyKey: `${name}@${tick}`,
    });
  }
};
