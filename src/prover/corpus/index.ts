import type { Operation } from "#catalog";

import { hostileOperation } from "./hostile.ts";
import { shapeOperations } from "./shapes.ts";
import { zoomOperations } from "./zoom.ts";

/** The operations that every language is proven with, chosen for their shapes. */
export const corpus: readonly Operation[] = [...zoomOperations, ...shapeOperations, hostileOperation];
