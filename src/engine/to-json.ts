import type { WorkflowRun } from "openworkflow/internal";
import { z } from "zod";

/** What the library records: anything that JSON can hold. */
type Json = WorkflowRun["input"];

// What JSON.parse returns is JSON: there is nothing left to check.
const json = z.custom<Json>();

/** A value as it will be after it was recorded; throws what JSON.stringify throws. */
export const toJson = (value: unknown): Json => json.parse(JSON.parse(JSON.stringify(value ?? null)));
