import { type Language, languages, programErrors } from "#programs";

/** The language of `--language`. */
export const findLanguage = (id: string | undefined): Language => {
  const found = languages.find((language) => language.id === id);
  if (found !== undefined) return found;
  const known = languages.map((language) => language.id).join(", ");
  throw programErrors.make(
    "RC_PROGRAMS_LANGUAGE",
    id === undefined ? `--language is missing; there are ${known}` : `there is no language "${id}"; there are ${known}`,
  );
};
