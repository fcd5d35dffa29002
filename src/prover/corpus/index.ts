import { createCatalog, type Operation } from "#catalog";

import { hostileOperation } from "./hostile.ts";
import { shapeOperations } from "./shapes.ts";

/** As the catalog has them: what is proven is what `rollcall program` gives. */
const zoomIds = ["zoom:user", "zoom:userCreate", "zoom:userDelete", "zoom:users"] as const;
const catalog = createCatalog();

/** The operations that every language is proven with, chosen for their shapes. */
export const corpus: readonly Operation[] = [
  ...zoomIds.map((id) => catalog.operation(id)),
  ...shapeOperations,
  hostileOperation,
];
