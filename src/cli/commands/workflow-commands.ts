import type { Command } from "commander";

import type { Session } from "../session.ts";
import { addWorkflowChanges, addWorkflowList, addWorkflowShow, addWorkflowVersions } from "./workflow-deployed.ts";
import { addWorkflowExport } from "./workflow-export.ts";
import { addWorkflowDeploy, addWorkflowInit, addWorkflowValidate } from "./workflow-files.ts";
import { addWorkflowListen, addWorkflowRun, addWorkflowTest } from "./workflow-run.ts";
import {
  addWorkflowCancel,
  addWorkflowDecisions,
  addWorkflowRerun,
  addWorkflowRetry,
  addWorkflowRuns,
} from "./workflow-runs.ts";

export const addWorkflow = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const workflow = program
    .command("workflow")
    .summary("a URL, a schedule or an event that starts durable runs of steps")
    .description(
      "Workflows: one YAML file says what starts them and what they do. Runs survive any crash, and each attempt at each step is kept.",
    );
  for (const add of [
    addWorkflowInit,
    addWorkflowValidate,
    addWorkflowDeploy,
    addWorkflowList,
    addWorkflowShow,
    addWorkflowVersions,
    addWorkflowChanges,
    addWorkflowExport,
    addWorkflowTest,
    addWorkflowListen,
    addWorkflowRun,
    addWorkflowRuns,
    addWorkflowRerun,
    addWorkflowRetry,
    addWorkflowCancel,
    addWorkflowDecisions,
  ])
    add(workflow, session, finish);
};
