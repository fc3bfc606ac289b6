import type { Scope } from '../../resource.ts';

/** An application permission of Microsoft Graph that reads settings. */
export function toRead(role: string, why: string): Scope {
  return { api: 'graph', role, registration: 'read-settings', why };
}

/** One that changes them; it belongs to a registration of its own. */
export function toChange(role: string, why: string): Scope {
  return { api: 'graph', role, registration: 'change', why };
}

/** One that reads what people store, which the settings registration must not. */
export function toReadContent(role: string, why: string): Scope {
  return { api: 'graph', role, registration: 'read-content', why };
}
