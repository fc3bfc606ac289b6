import type { Response } from '../http.ts';

/** An error as SharePoint's REST API says it. */
export function failure(status: number, code: string, value: string): Response {
  return { status, body: { error: { code, message: { lang: 'en-US', value } } } };
}

export function denied(): Response {
  return failure(
    403,
    '-2147024891, System.UnauthorizedAccessException',
    'Access denied. You do not have permission to perform this action or access this resource.',
  );
}

export function notFound(path: string): Response {
  return failure(
    404,
    '-1, Microsoft.SharePoint.Client.ResourceNotFoundException',
    `Cannot find resource for the request ${path.replace(/^.*\/_api\//, '')}.`,
  );
}

export function badRequest(value: string): Response {
  return failure(400, '-1, Microsoft.SharePoint.Client.InvalidClientQueryException', value);
}
