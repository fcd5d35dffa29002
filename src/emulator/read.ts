import { type Body, isObject } from "./bind.ts";
import type { LicenceInfo } from "./records.ts";

/** Readers for bodies that the binder has checked already: a value of another type counts as absent. */
export const stringOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
export const booleanOf = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
export const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);
export const codeOf = (value: unknown): number | bigint | undefined =>
  typeof value === "number" || typeof value === "bigint" ? value : undefined;
/** The texts in a list, each once. */
export const stringsOf = (value: unknown): readonly string[] | undefined => {
  const list = listOf(value);
  return list === undefined ? undefined : [...new Set(list.filter((item) => typeof item === "string"))];
};
const nothing: Body = {};
export const objectOf = (value: unknown): Body => (isObject(value) ? value : nothing);

export const licencesOf = (value: unknown): readonly LicenceInfo[] | undefined =>
  listOf(value)?.map((item) => {
    const licence = objectOf(item);
    return {
      license_type: stringOf(licence["license_type"]) ?? "",
      license_option: codeOf(licence["license_option"]) ?? 0,
      subscription_id: stringOf(licence["subscription_id"]) ?? "",
    };
  });
