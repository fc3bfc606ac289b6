import type { AuditEvent } from '../audit-event.ts';
import { once } from './once.ts';
import { fieldsOf, textOf } from './values.ts';

export interface PlaceFacts {
  /** ISO 3166 code, upper case, where the log gives one. */
  country?: string;
  city?: string;
  latitude?: number;
  longitude?: number;
}

/** Where Microsoft placed the address. The unified log has no places: then all is undefined. */
export const placeOf = once(placeFacts);

function placeFacts(event: AuditEvent): PlaceFacts {
  const location = fieldsOf(event.raw['location']);
  if (!location) return {};
  const country = textOf(location['countryOrRegion'])?.toUpperCase();
  const city = textOf(location['city']);
  const point = fieldsOf(location['geoCoordinates']);
  const latitude = point?.['latitude'];
  const longitude = point?.['longitude'];
  // 0, 0 is what Microsoft writes for an address that it cannot place.
  const placed = typeof latitude === 'number' && typeof longitude === 'number' && (latitude !== 0 || longitude !== 0);
  return { ...(country && { country }), ...(city && { city }), ...(placed && { latitude, longitude }) };
}
