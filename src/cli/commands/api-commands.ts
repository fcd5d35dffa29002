import type { Command } from "commander";

import type { Session } from "../session.ts";
import { addApiCall } from "./api-call.ts";
import { addApiExport } from "./api-export.ts";
import { addApiImport } from "./api-import.ts";
import { addApiList } from "./api-list.ts";
import { addApiSearch } from "./api-search.ts";
import { addApiShow } from "./api-show.ts";

export const addApi = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const api = program
    .command("api")
    .summary("import, find, show, call and export operations of any API")
    .description(
      "Operations of APIs: Zoom's are built in, others are imported from Postman, OpenAPI, Swagger or a curl command.",
    );
  for (const add of [addApiImport, addApiList, addApiSearch, addApiShow, addApiCall, addApiExport])
    add(api, session, finish);
};
