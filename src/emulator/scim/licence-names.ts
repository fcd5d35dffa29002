import { scimBundles } from "#zoom";

/** Licences that /v2 knows as well, under the name it has there. */
const shared: Readonly<Record<string, string>> = {
  zoomIQ: "zoom_revenue_accelerator",
  zoomRevenueAccelerator: "zoom_revenue_accelerator",
  zoomWhiteboard: "zoom_whiteboard",
  zoomClipsPlus: "zoom_clips_plus",
};

/** The name under which a licence is kept with the user. */
export const featureOf = (flag: string): string => shared[flag] ?? flag;

const bundleByCode = new Map(
  Object.entries(scimBundles).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
);

/** The attribute that shows a Workplace code: those without one of their own are Education's. */
export const bundleAttribute = (code: number | bigint): string => bundleByCode.get(String(code)) ?? "zoomOneEdu";
