/** What a user's licences allow. In the notation of notation.ts. */
export const featureRows = `
[feature]
cn_meeting  bool  user-  deprecated
concurrent_meeting  text: Basic, Plus, None  user  ~ None
in_meeting  bool  user-  deprecated
large_meeting  bool  user
large_meeting_capacity  int  user
meeting_capacity  int  user account  ~ 100
webinar  bool  user
webinar_capacity  int  user-
webinar_capacity  int: 100, 500, 501, 1000, 1001, 3000, 5000, 10000  user+
zoom_events  bool  user
zoom_events_capacity  int: 500, 1000, 3000, 5000, 10000, 20000, 30000, 50000  user
zoom_events_unlimited  bool  user
zoom_events_unlimited_capacities  list ..9  user
zoom_events_unlimited_capacities[]  int: 100, 500, 1000, 3000, 5000, 10000, 20000, 30000, 50000  user
zoom_sessions_unlimited  bool  user
zoom_sessions_unlimited_capacities  list ..9  user
zoom_sessions_unlimited_capacities[]  int: 100, 500, 1000, 3000, 5000, 10000, 20000, 30000, 50000  user
zoom_events_pay_per_attendee  bool  user
zoom_sessions_pay_per_attendee  bool  user
zoom_phone  bool  user
zoom_iq_for_sales  bool  user  deprecated
zoom_revenue_accelerator  bool  user
zoom_whiteboard  bool  user
zoom_whiteboard_plus  bool  user
zoom_translated_captions  bool  user
zoom_customer_managed_key  bool  user
zoom_huddles  bool  user  deprecated
zoom_quality_management  bool  user
zoom_workforce_management  bool  user
zoom_scheduler  bool  user
zoom_clips_plus  bool  user
zoom_mail_calendar  bool  user
zoom_compliance_management  bool  user
zoom_docs  bool  user
license_info_list[].license_type  text: ZOOM_WHITEBOARD, ZOOM_TRANSLATED_CAPTIONS, ZOOM_SCHEDULER, ZOOM_CLIPS, ZOOM_VISITOR_MANAGEMENT, ZOOM_CMK, ZOOM_DOCS, ZOOM_REVENUE_ACCELERATOR, ZOOM_COMPLIANCE_MANAGEMENT, ZOOM_WORKFORCE_MANAGEMENT, ZOOM_QUALITY_MANAGEMENT, ZOOM_HEALTHCARE_CLINICAL_NOTES, ZOOM_EVENTS_NEW_SAAS, ZOOM_EVENTS_CONSUMPTION, ZOOM_WEBINARS_PLUS, ZOOM_WEBINARS_PLUS_CONSUMPTION  user
license_info_list[].license_option  int  user
license_info_list[].subscription_id  text  user
`;
