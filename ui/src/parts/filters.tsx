import type { JSX } from "preact";

import { setQuery } from "../router.ts";

interface FiltersProps {
  readonly search: {
    readonly label: string;
    /** Its name in the page's address. */
    readonly name: string;
    readonly value: string;
    readonly placeholder: string;
  };
  readonly choice: {
    readonly label: string;
    readonly name: string;
    readonly value: string;
    readonly values: readonly string[];
  };
}

/** A search field and a choice above a list; both are kept in the page's address. */
export const Filters = ({ search, choice }: FiltersProps): JSX.Element => (
  <div class="filters">
    <label class="grow">
      {search.label}
      <input
        type="search"
        value={search.value}
        placeholder={search.placeholder}
        onInput={({ currentTarget }) => {
          setQuery({ [search.name]: currentTarget.value });
        }}
      />
    </label>
    <label>
      {choice.label}
      <select
        value={choice.value}
        onChange={({ currentTarget }) => {
          setQuery({ [choice.name]: currentTarget.value });
        }}
      >
        <option value="">Any</option>
        {choice.values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  </div>
);
