import { z } from "zod";

import type { CallHistory } from "../call-history.ts";
import { callOperation } from "../call-operation.ts";
import type { TargetDeps } from "../call-target.ts";
import type { CatalogStore } from "../catalog-store.ts";
import { callBody, type CallView } from "./console-contract.ts";
import type { Route } from "./route.ts";

const listQuery = z.object({
  operation: z.string().min(1).exactOptional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

interface CallParts {
  readonly store: CatalogStore;
  readonly history: CallHistory;
  readonly target: TargetDeps;
  readonly changed: () => void;
}

/** Test requests and their history. */
export const callRoutes = ({ store, history, target, changed }: CallParts): readonly Route[] => [
  {
    method: "GET",
    path: "/api/calls",
    status: 200,
    handle: ({ query }): readonly CallView[] => {
      const { operation, limit } = listQuery.parse(query);
      return history.list(operation, limit);
    },
  },
  {
    method: "POST",
    path: "/api/calls",
    status: 200,
    handle: async ({ body }): Promise<CallView> => {
      const { operation, ...values } = callBody.parse(body);
      const call = await callOperation(target, store.catalog().operation(operation), values);
      changed();
      return history.add(call);
    },
  },
  {
    method: "DELETE",
    path: "/api/calls",
    status: 204,
    handle: () => {
      history.clear();
      changed();
    },
  },
];
