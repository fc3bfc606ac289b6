/** Name of the lock under which one process writes to a tenant's audit log. */
export const lockName = 'writing of the audit log';
