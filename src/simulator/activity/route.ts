import type { Caller } from '../entra/bearer.ts';
import type { Request, Response } from '../http.ts';
import type { State } from '../state.ts';
import type { World } from '../world.ts';

export interface ActivityContext {
  world: World;
  state: State;
  caller: Caller;
  request: Request;
}

/** One call below `/api/v1.0/{tenant}/activity/feed`. */
export interface ActivityRoute {
  method: 'GET' | 'POST';
  /** `/subscriptions/start` */
  path: string;
  run(context: ActivityContext): Response;
}
