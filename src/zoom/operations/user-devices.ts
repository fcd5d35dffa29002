import { operation } from "../operation.ts";
import type { Field } from "../field.ts";
import { documented } from "../source.ts";
import { readClassic, scopes, userErrors, userIdParameter } from "./shared.ts";

const deviceFields = (base: string): readonly Field[] => [
  { path: `${base}id`, type: "string" },
  { path: `${base}device_name`, type: "string" },
  { path: `${base}room_name`, type: "string" },
  { path: `${base}room_user_id`, type: "string" },
  { path: `${base}status`, type: "string", values: ["Online", "Offline"] },
];

export const deviceList = operation({
  id: "listCollaborationDevices",
  method: "GET",
  path: "/users/{userId}/collaboration_devices",
  summary: "List a user's collaboration devices",
  label: "Medium",
  permissions: ["MobileDeviceManagement:Read"],
  scopes: scopes(readClassic, ["user:read:list_collaboration_devices", "user:read:list_collaboration_devices:admin"]),
  parameters: [userIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "total_records", type: "integer" },
      { path: "collaboration_devices", type: "array" },
      { path: "collaboration_devices[]", type: "object" },
      ...deviceFields("collaboration_devices[]."),
    ],
  },
  errors: { ...userErrors, notFound: { ...userErrors.notFound, message: "User does not exist: {userId} ." } },
  notes: [],
  source: documented("OAS-U"),
});

export const deviceGet = operation({
  id: "getCollaborationDevice",
  method: "GET",
  path: "/users/{userId}/collaboration_devices/{collaborationDeviceId}",
  summary: "Get collaboration device detail",
  label: "Medium",
  permissions: ["MobileDeviceManagement:Read"],
  scopes: scopes(readClassic, ["user:read:collaboration_device", "user:read:collaboration_device:admin"]),
  parameters: [userIdParameter, { name: "collaborationDeviceId", in: "path", type: "string", required: true }],
  success: { status: 200, fields: deviceFields("") },
  errors: {
    ...userErrors,
    notFound: { ...userErrors.notFound, message: "User does not exist: {userId}" },
    unknown: {
      status: 404,
      code: 1238,
      message: "Collaboration Device does not exist: {deviceId}.",
      trigger: "the user has no device with that id",
      source: documented("OAS-U"),
    },
  },
  notes: [],
  source: documented("OAS-U"),
});
