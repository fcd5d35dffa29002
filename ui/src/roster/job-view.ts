import type { Api } from "../../../src/server/api/api.ts";

export type JobView = Awaited<ReturnType<Api["job"]>>;
export type RowOutcome = Awaited<ReturnType<Api["rows"]>>[number];
export type DoctorReport = Awaited<ReturnType<Api["doctor"]>>;
