import type { Operation } from "../operation.ts";
import { groupCreate, groupDelete, groupGet, groupList, groupUpdate } from "./group.ts";
import { userCreate } from "./user-create.ts";
import { userDelete } from "./user-delete.ts";
import { userGet } from "./user-get.ts";
import { userList } from "./user-list.ts";
import { userEmailCheck, userSummary } from "./user-small.ts";
import { userStatus } from "./user-status.ts";
import { userUpdate } from "./user-update.ts";

/** Every operation whose facts are here, in alphabetical order of their ids. */
export const operations: readonly Operation[] = [
  groupGet,
  groupCreate,
  groupDelete,
  groupUpdate,
  groupList,
  userGet,
  userCreate,
  userDelete,
  userEmailCheck,
  userStatus,
  userSummary,
  userUpdate,
  userList,
];
