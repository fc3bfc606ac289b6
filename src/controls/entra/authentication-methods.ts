import type { SectionData } from '../../core/snapshot.ts';

export type Method = SectionData<'authenticationMethodConfigurations'>[number];
export type Feature = NonNullable<NonNullable<Method['featureSettings']>['numberMatchingRequiredState']>;

export function methodNamed(methods: readonly Method[], id: string): Method | undefined {
  return methods.find((method) => method.id?.toLowerCase() === id.toLowerCase());
}

/** The group that a feature leaves out; the id of zeros means none. */
export function excludedGroup(feature: Feature | null | undefined): string | undefined {
  const id = feature?.excludeTarget?.id;
  return id && !/^[0-]+$/.test(id) ? id : undefined;
}

export const methodCall = (id: string) =>
  `PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/${id}`;
