import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href } from "../router.ts";
import { outlineOf } from "./outline.ts";
import type { TemplateView } from "./template-view.ts";
import type { Deployed } from "./views.ts";

const Template = ({ template }: { readonly template: TemplateView }): JSX.Element => {
  const open = useSignal(false);
  const outline = outlineOf(template.source);
  const deploy = useAction(async () => {
    const source = { name: `${template.name}.yaml`, text: template.source };
    const { name } = await ask<Deployed>("POST", "/api/workflows", { source });
    go(["workflows", name]);
  });
  return (
    <li class="panel stack">
      <div class="row apart">
        <h2>
          <bdi>{template.name}</bdi>
        </h2>
        <Badge tone="info">{outline.trigger}</Badge>
      </div>
      {outline.description === "" ? null : (
        <p>
          <bdi>{outline.description}</bdi>
        </p>
      )}
      <p class="muted small-text">
        {outline.steps
          .filter(({ depth }) => depth === 0)
          .map(({ name }) => name)
          .join(" → ")}
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={deploy.run} disabled={deploy.running.value}>
          Deploy
        </button>
        <a class="button" href={href(["workflows", "new"], { template: template.name })}>
          Edit a copy
        </a>
        <button
          type="button"
          class="quiet"
          aria-expanded={open.value}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          View
        </button>
        <Copy text={template.source} label="Copy YAML" what="of the template" />
      </div>
      <ProblemBox problem={deploy.problem.value} />
      {open.value ? <Code text={template.source} language="yaml" label={`Template ${template.name}`} /> : null}
      <Cli>{`rollcall workflow init ${template.name}`}</Cli>
    </li>
  );
};

/** Workflows that ship with Rollcall: view, copy, deploy. */
export const TemplatesPage = (): JSX.Element => {
  const templates = useResource(() => get<readonly TemplateView[]>("/api/templates"), []);
  const rows = templates.data.value;
  return (
    <Page
      title="Templates"
      lead="Workflows to begin with. Secrets never travel in them: they name credentials of yours."
    >
      <ProblemBox problem={templates.problem.value} />
      {rows?.length === 0 ? <Empty title="No templates.">They are missing from this installation.</Empty> : null}
      <ul class="stack">
        {(rows ?? []).map((template) => (
          <Template key={template.name} template={template} />
        ))}
      </ul>
    </Page>
  );
};
