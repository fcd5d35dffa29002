import { z } from "zod";

import type { ApiRoute } from "./route.ts";
import {
  changesQuery,
  decisionBody,
  deployBody,
  enabledBody,
  listenBody,
  rerunBody,
  retryBody,
  revertBody,
  runsQuery,
  startBody,
  testBody,
} from "./workflow-contract.ts";

const versionQuery = z.object({ version: z.coerce.number().int().min(1).exactOptional() });
const waitQuery = z.object({ wait_ms: z.coerce.number().min(0).max(30_000).default(0) });

const workflowRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/api/workflows", status: 200, handle: ({ api }) => api.workflows.list() },
  {
    method: "POST",
    path: "/api/workflows",
    status: 201,
    handle: ({ api, body }) => {
      const { source, dry_run: dryRun } = deployBody.parse(body);
      return api.workflows.deploy(source, { dryRun });
    },
  },
  {
    method: "POST",
    path: "/api/workflow-checks",
    status: 200,
    handle: ({ api, body }) => api.workflows.validate(deployBody.parse(body).source),
  },
  {
    method: "POST",
    path: "/api/workflow-tests",
    status: 200,
    handle: ({ api, body }) => {
      const { source, ...options } = testBody.parse(body);
      return api.workflows.test(source, options);
    },
  },
  {
    method: "GET",
    path: "/api/workflows/{name}",
    status: 200,
    handle: ({ api, id, query }) => api.workflows.show(id, versionQuery.parse(query).version),
  },
  { method: "DELETE", path: "/api/workflows/{name}", status: 204, handle: ({ api, id }) => api.workflows.remove(id) },
  {
    method: "GET",
    path: "/api/workflows/{name}/versions",
    status: 200,
    handle: ({ api, id }) => api.workflows.versions(id),
  },
  {
    method: "POST",
    path: "/api/workflows/{name}/revert",
    status: 200,
    handle: ({ api, id, body }) => api.workflows.revert(id, revertBody.parse(body).version),
  },
  {
    method: "POST",
    path: "/api/workflows/{name}/rotate",
    status: 200,
    handle: ({ api, id }) => api.workflows.rotateKey(id),
  },
  {
    method: "POST",
    path: "/api/workflows/{name}/enabled",
    status: 200,
    handle: ({ api, id, body }) => api.workflows.setEnabled(id, enabledBody.parse(body).enabled),
  },
  {
    method: "POST",
    path: "/api/workflows/{name}/listen",
    status: 200,
    handle: async ({ api, id, body }) => ({
      event: (await api.workflows.listen(id, listenBody.parse(body).timeout_ms)) ?? null,
    }),
  },
  {
    method: "POST",
    path: "/api/workflows/{name}/runs",
    status: 202,
    handle: ({ api, id, body }) => {
      const { input, idempotency_key: idempotencyKey, version } = startBody.parse(body);
      return api.workflows.run(id, input, {
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        ...(version === undefined ? {} : { version }),
      });
    },
  },
];

const runRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/runs",
    status: 200,
    handle: ({ api, query }) => api.workflows.runs(runsQuery.parse(query)),
  },
  {
    method: "GET",
    path: "/api/run-changes",
    status: 200,
    handle: ({ api, query }) => {
      const { after, wait_ms: waitMs } = changesQuery.parse(query);
      return api.workflows.changes(after, waitMs);
    },
  },
  {
    method: "POST",
    path: "/api/run-retries",
    status: 202,
    handle: ({ api, body }) => {
      const { version, ...filter } = retryBody.parse(body);
      return api.workflows.retryFailed(filter, version);
    },
  },
  { method: "GET", path: "/api/runs/{run}", status: 200, handle: ({ api, id }) => api.workflows.runDetail(id) },
  {
    method: "GET",
    path: "/api/runs/{run}/settled",
    status: 200,
    handle: ({ api, id, query }) => api.workflows.settled(id, waitQuery.parse(query).wait_ms),
  },
  { method: "POST", path: "/api/runs/{run}/cancel", status: 200, handle: ({ api, id }) => api.workflows.cancel(id) },
  {
    method: "POST",
    path: "/api/runs/{run}/rerun",
    status: 202,
    handle: ({ api, id, body }) => {
      const { from_step: fromStep, ...rest } = rerunBody.parse(body);
      return api.workflows.rerun(id, { ...rest, ...(fromStep === undefined ? {} : { fromStep }) });
    },
  },
  {
    method: "POST",
    path: "/api/runs/{run}/decision",
    status: 204,
    handle: ({ api, id, body }) => {
      const { step, ...decision } = decisionBody.parse(body);
      return api.workflows.decide({ run: id, ...(step === undefined ? {} : { step }) }, decision);
    },
  },
];

/** The workflow part of /api. */
export const allWorkflowRoutes: readonly ApiRoute[] = [...workflowRoutes, ...runRoutes];
