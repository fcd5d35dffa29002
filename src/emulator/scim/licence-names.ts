import { scimBundles } from "#zoom";

/** Licences that /v2 knows as well, under the name it has there. */
const shared: Readonly<Record<string, string>> = {
  zoomIQ: "zoom_revenue_accelerator",
  zoomRevenueAccelerator: "zoom_revenue_accelerator",
  zoomClipsPlus: "zoom_clips_plus",
  zoomComplianceManagement: "zoom_compliance_management",
  zoomCustomerManagedKey: "zoom_customer_managed_key",
  zoomDocs: "zoom_docs",
  zoomHuddles: "zoom_huddles",
  zoomMailAndCalendar: "zoom_mail_calendar",
  zoomQualityManagement: "zoom_quality_management",
  zoomScheduler: "zoom_scheduler",
  zoomTranslatedCaptions: "zoom_translated_captions",
  zoomWhiteboard: "zoom_whiteboard",
  zoomWhiteboardPlus: "zoom_whiteboard_plus",
  zoomWorkforceManagement: "zoom_workforce_management",
};

/** The name under which a licence is kept with the user. */
export const featureOf = (flag: string): string => shared[flag] ?? flag;

const bundleByCode = new Map(
  Object.entries(scimBundles).flatMap(([name, codes]) => codes.map((code) => [code, name] as const)),
);

/** The attribute that shows a Workplace code: those without one of their own are Education's. */
export const bundleAttribute = (code: number | bigint): string => bundleByCode.get(String(code)) ?? "zoomOneEdu";
