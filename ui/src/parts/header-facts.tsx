import type { JSX } from "preact";

/** Headers as terms and values, for a list of facts. */
export const HeaderFacts = ({
  headers,
}: {
  readonly headers: readonly (readonly [name: string, value: string])[];
}): JSX.Element => (
  <>
    {headers.map(([name, value]) => (
      <div key={name} style={{ display: "contents" }}>
        <dt>{name}</dt>
        <dd>
          <bdi>{value}</bdi>
        </dd>
      </div>
    ))}
  </>
);
