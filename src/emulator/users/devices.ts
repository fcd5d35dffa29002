import { deviceGet, deviceList } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import type { Device } from "../belongings.ts";
import { findUser, isOutcome } from "./find.ts";

const view = ({ id, name, roomName, roomUserId, status }: Device) => ({
  id,
  device_name: name,
  room_name: roomName,
  room_user_id: roomUserId,
  status,
});

/** GET /users/{userId}/collaboration_devices. Devices come from seeds: no operation makes one. */
export const listDevices: Handler = (call) => {
  const user = findUser(call, deviceList.errors.notFound);
  if (isOutcome(user)) return user;
  const devices = call.tenant.shelves.device.all().filter((device) => device.user === user.id);
  return ok(200, JSON.stringify({ total_records: devices.length, collaboration_devices: devices.map(view) }));
};

/** GET /users/{userId}/collaboration_devices/{collaborationDeviceId}. */
export const getDevice: Handler = (call) => {
  const user = findUser(call, deviceGet.errors.notFound);
  if (isOutcome(user)) return user;
  const deviceId = call.parameters["collaborationDeviceId"] ?? "";
  const device = call.tenant.shelves.device.byId(deviceId);
  return device?.user === user.id
    ? ok(200, JSON.stringify(view(device)))
    : refusal(deviceGet.errors.unknown, { deviceId });
};
