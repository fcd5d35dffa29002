import type { JSX } from "preact";

import type { Problem } from "../api.ts";

/** An error as the API gave it, and the plain fix. */
export const ProblemBox = ({ problem }: { readonly problem: Problem | undefined }): JSX.Element | null =>
  problem === undefined ? null : (
    <div class="problem" role="alert">
      <p>
        <strong>{problem.message}</strong> <code>{problem.code}</code>
      </p>
      {problem.fix === "" ? null : <p>{problem.fix}</p>}
    </div>
  );
