import { activityApi } from './activity/activity.ts';
import { azureApi } from './azure/azure.ts';
import { dnsApi } from './dns/dns.ts';
import { loginApi } from './entra/login.ts';
import { exchangeApi } from './exchange/exchange.ts';
import { graphApi } from './graph/graph.ts';
import type { Api } from './hosts.ts';
import type { Request, Response } from './http.ts';
import { sharepointApi } from './sharepoint/sharepoint.ts';
import { teamsApi } from './teams/teams.ts';
import type { World } from './world.ts';

type Handler = (world: World, request: Request) => Response;

const handlers: Record<Api, Handler> = {
  login: loginApi,
  graph: graphApi,
  exchange: exchangeApi,
  compliance: exchangeApi,
  'compliance-region': exchangeApi,
  'sharepoint-admin': sharepointApi,
  sharepoint: sharepointApi,
  teams: teamsApi,
  azure: azureApi,
  activity: activityApi,
  dns: dnsApi,
};

/** What the API of the request's host answers. All of it is synchronous: two requests never see each other halfway. */
export function answerRequest(world: World, request: Request): Response {
  return handlers[request.host.api](world, request);
}
